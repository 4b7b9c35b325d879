#ifndef BACKSTEP_SESSION_STRINGS_H
#define BACKSTEP_SESSION_STRINGS_H

/* Every word of the interface, in every language. One list, with both languages in each row: a
 * gap does not build. {1}, {2}… stand for what string_fill puts there. */

#include "base/arena.h"
#include "lesson/lesson.h"

#define STRING_LIST(X)                                                                             \
    X(LANGUAGE_CHIP, "EN · 中", "中 · EN")                                                         \
    X(ITERATION_PLACE, "iteration {1} / {2}", "第 {1} / {2} 次迭代")                               \
    X(PASS_FORWARD, "forward", "前向传播")                                                         \
    X(PASS_BACKWARD, "backward", "反向传播")                                                       \
    X(PASS_UPDATE, "update", "参数更新")                                                           \
    X(LAYER, "layer {1}", "第 {1} 层")                                                             \
    X(BEGINNING, "before the first step", "尚未开始")                                              \
    X(LOSS, "loss {1}", "损失 {1}")                                                                \
    X(LOSS_CURVE, "loss of each iteration", "每次迭代的损失")                                      \
    X(INPUT_LAYER, "input", "输入")                                                                \
    X(OUTPUT_LAYER, "output", "输出")                                                              \
    X(SAMPLE_PLACE, "sample {1} of {2}", "样本 {1} / {2}")                                         \
    X(NUMBERS_ON_LINES, "on the lines: ", "线上的数：")                                            \
    X(EDGE_LEGEND, "thickness |w|, |error| · solid + · dashed −",                                  \
      "粗细 |w|、|误差| · 实线 + · 虚线 −")                                                        \
    X(MORE_UNITS, "⋮ {1} more", "⋮ 另 {1} 个")                                                     \
    X(BEYOND_NOTE, "beyond the note", "笔记之外")                                                  \
    X(SHAPES_AGREE, "✓ shapes agree", "✓ 形状匹配")                                                \
    X(COLUMN_REPEATED, "✓ shapes agree: the column is copied to {1} columns (broadcasting)",       \
      "✓ 形状匹配：该列复制成 {1} 列（广播）")                                                     \
    X(ROW_REPEATED, "✓ shapes agree: the row is copied to {1} rows (broadcasting)",                \
      "✓ 形状匹配：该行复制成 {1} 行（广播）")                                                     \
    X(STUCK, "✗ a value is infinite or not a number: the run stops here",                          \
      "✗ 出现无穷大或非数值，运行到此为止")                                                        \
    X(SENTENCE_START, "Computes the {1} ", "由")                                                   \
    X(SENTENCE_FROM, " from", "")                                                                  \
    X(SENTENCE_OPERAND, " the {1} ", "{1} ")                                                       \
    X(SENTENCE_COMMA, ",", "、")                                                                   \
    X(SENTENCE_AND, " and", " 和")                                                                 \
    X(SENTENCE_NEW, "new {1}", "新的{1}")                                                          \
    X(SENTENCE_OLD, "old {1}", "旧的{1}")                                                          \
    X(SENTENCE_MIDDLE, " ", "，算出{1} ")                                                          \
    X(SENTENCE_END, ".", "。")                                                                     \
    X(SWITCH_TO_ROWS, "Samples stand in rows here: every matrix is transposed.",                   \
      "这里样本按行排列：所有矩阵都转置了。")                                                      \
    X(SWITCH_TO_COLUMNS, "Samples stand in columns here: every matrix is transposed.",             \
      "这里样本按列排列：所有矩阵都转置了。")                                                      \
    X(SWITCH_SAME_NUMBERS, "The numbers are the same.", "数值不变。")                              \
    X(SWITCH_ONLY_NAMES, "The same numbers under other names.", "数值相同，只是换了名称。")        \
    X(SWITCH_COMMA, ", ", "、")                                                                    \
    X(SWITCH_AND, " and ", " 和 ")                                                                 \
    X(SWITCH_IS, " is ", " 等于 ")                                                                 \
    X(SWITCH_ARE, " are ", " 分别等于 ")                                                           \
    X(SWITCH_TIMES, "times ", "乘以 ")                                                             \
    X(SWITCH_DIVIDED, "divided by ", "除以 ")                                                      \
    X(SWITCH_ALL_BEGIN, "The loss ", "损失 ")                                                      \
    X(SWITCH_ALL_END, " and every gradient are those of the note before ",                         \
      " 和所有梯度都等于前一种记号的值")                                                           \
    X(SWITCH_AVERAGES, ": this note averages over the samples, that one adds up.",                 \
      "：本笔记对样本取平均，前一种求和。")                                                        \
    X(SWITCH_ADDS_UP, ": this note adds up over the samples, that one averages.",                  \
      "：本笔记对样本求和，前一种取平均。")                                                        \
    X(SWITCH_AVERAGES_LATE,                                                                        \
      ": this note averages in the gradients of the parameters, that one in the loss.",            \
      "：本笔记在参数的梯度中取平均，前一种在损失中取平均。")                                      \
    X(SWITCH_AVERAGES_EARLY,                                                                       \
      ": this note averages in the loss, that one in the gradients of the parameters.",            \
      "：本笔记在损失中取平均，前一种在参数的梯度中取平均。")                                      \
    X(SWITCH_RATE_BEGIN, "With the learning rate ", "学习率取 ")                                   \
    X(SWITCH_RATE_END, " the weights stay the same.", "，权重便保持不变。")                        \
    X(SWITCH_DIFFERS_FROM, " is no multiple of ", " 与 ")                                          \
    X(SWITCH_DIFFERS_END, ".", " 不成比例。")                                                      \
    X(TROUBLE_PLACE,                                                                               \
      " is not finite at row {1}, column {2}: ", " 在第 {1} 行第 {2} 列不是有限数：")              \
    X(TROUBLE_NUMBER, " is not finite: ", " 不是有限数：")                                         \
    X(TROUBLE_MORE, ", and likewise at {1} more", "，另有 {1} 处也是如此")                         \
    X(FORM_OVERFLOWS, " So large a number is none here: this form overflows.",                     \
      "这个数大得无法表示，这种写法在此溢出。")                                                    \
    X(FORM_BREAKS, " This form breaks down at such numbers.", "这种写法遇到这样的数便算不下去。")  \
    X(FORM_STEP_BEGIN, " The step itself is computed as ", "这一步实际按 ")                        \
    X(FORM_STEP_CALM, " with no exponent above 0, which cannot overflow: ",                        \
      " 计算，其中指数都不大于 0，不会溢出：")                                                     \
    X(FORM_STEP_END, ": ", " 计算：")                                                              \
    X(FORM_BROKEN, "✗ this form breaks down here", "✗ 这种写法在此算不下去")                       \
    X(FUSED_BEGIN, " Activation and loss derived together give ",                                  \
      "把激活函数与损失合在一起求导，得到 ")                                                       \
    X(FUSED_END, ", which divides by nothing; here ", "，其中没有除法；在这里 ")                   \
    X(CONVENTION_LOG,                                                                              \
      "Here 0 · log 0 counts as 0, by the convention of information theory: what has the "        \
      "target 0 adds nothing to the loss.",                                                        \
      "这里按信息论的惯例，0 · log 0 记作 0：目标为 0 的部分不增加损失。")                         \
    X(CONVENTION_QUOTIENT,                                                                         \
      "Here 0/0 counts as 0, by the convention 0 · log 0 = 0: what has the target 0 adds "        \
      "nothing to the gradient.",                                                                  \
      "这里按 0 · log 0 = 0 的惯例，0/0 记作 0：目标为 0 的部分不影响梯度。")                      \
    X(SHAPE_IN_TEXT, " ({1})", "（{1}）")                                                          \
    X(SUMMARY_NETWORK, "network", "网络")                                                          \
    X(SUMMARY_ACTIVATIONS, "activations", "激活函数")                                              \
    X(SUMMARY_LOSS, "loss", "损失函数")                                                            \
    X(LOSS_HALF_SQUARE, "half the squared error", "平方误差的一半")                                \
    X(LOSS_SQUARE, "squared error", "平方误差")                                                    \
    X(LOSS_ABSOLUTE, "absolute error", "绝对误差")                                                 \
    X(LOSS_BINARY_CROSS_ENTROPY, "binary cross-entropy", "二元交叉熵")                             \
    X(LOSS_CROSS_ENTROPY, "cross-entropy", "交叉熵")                                               \
    X(SUMMARY_RATE, "learning rate", "学习率")                                                     \
    X(SUMMARY_DATA, "samples", "样本数")                                                           \
    X(SUMMARY_BATCH, "{1}, in batches of {2}", "{1}，每批 {2} 个")                                 \
    X(SUMMARY_RUN, "iterations", "迭代次数")                                                       \
    X(SUMMARY_STEPS, "{1}, each of {2} operations", "{1} 次，每次 {2} 步运算")                     \
    X(SUMMARY_OWN_NOTATION, "In the lesson’s own notation: ", "用本课自己的记号来说：")            \
    X(SUMMARY_NOTATION, "notation", "记号")                                                        \
    X(PRESS_TO_BEGIN, "press → to begin", "按 → 开始")                                             \
    X(BEGINNING_SENTENCE, "Each → runs one operation of the network, each ← takes one back.",      \
      "每按一次 → 执行一步运算，每按一次 ← 退回一步。")                                            \
    X(STEP_PLACE, "step {1} / {2}", "第 {1} / {2} 步")                                             \
    X(WORKING, "working… iteration {1}", "计算中… 第 {1} 次迭代")                                  \
    X(HELP_TITLE, "Keys", "按键")                                                                  \
    X(HELP_CLOSE, "Esc closes", "Esc 关闭")                                                        \
    X(KEYS_COLUMN, "key", "按键")                                                                  \
    X(ACTION_COLUMN, "action", "作用")                                                             \
    X(REMOTE_NOTE, "Keys marked * are those that a presentation remote sends.",                    \
      "带 * 的按键就是翻页笔发出的按键。")                                                         \
    X(TERM_PLACE, "term {1} / {2}", "第 {1} / {2} 项")                                             \
    X(ELEMENT_PLACE, "row {1}, column {2} · element {3} / {4}",                                    \
      "第 {1} 行第 {2} 列 · 第 {3} / {4} 个元素")                                                  \
    X(ROW_OF, "row {1} of @", "@ 的第 {1} 行")                                                     \
    X(COLUMN_OF, "column {1} of @", "@ 的第 {1} 列")                                               \
    X(HINT_TERM, "term", "逐项")                                                                   \
    X(HINT_ELEMENT, "element", "逐个元素")                                                         \
    X(HINT_OPERATION, "operation", "逐个运算")                                                     \
    X(HINT_PASS, "pass", "逐个阶段")                                                               \
    X(HINT_ITERATION, "iteration", "逐次迭代")                                                     \
    X(HINT_FINER, "finer", "更细")                                                                 \
    X(HINT_COARSER, "coarser", "更粗")                                                             \
    X(HINT_STOP, "next comment", "下一处讲解")                                                     \
    X(HINT_FORM, "other forms", "其他形式")                                                        \
    X(HINT_NOTATION, "notation", "记号")                                                           \
    X(HINT_LANGUAGE, "中文", "English")                                                            \
    X(HINT_HELP, "all keys", "全部按键")                                                           \
    X(KEY_NEXT, "next step of the current size", "按当前粒度前进一步")                             \
    X(KEY_PREVIOUS, "back by exactly as much", "退回同样的一步")                                   \
    X(KEY_NEXT_PASS, "to the end of the next pass", "到下一阶段结束处")                            \
    X(KEY_PREVIOUS_PASS, "to the end of the previous pass", "回到上一阶段结束处")                  \
    X(KEY_NEXT_STOP, "to the next place where the lesson speaks", "到下一处讲解")                  \
    X(KEY_PREVIOUS_STOP, "back to where the lesson spoke last", "回到上一处讲解")                  \
    X(KEY_READ_ON, "the rest of a long text, then the next step; and back",                        \
      "先翻完长讲解，再前进一步；反方向同理")                                                      \
    X(KEY_MORE_TEXT, "more of a long text", "长讲解的下一页")                                      \
    X(KEY_FINER, "finer: iteration, pass, operation, term, element",                               \
      "更细：迭代、阶段、运算、项、元素")                                                          \
    X(KEY_COARSER, "coarser steps", "粒度更粗")                                                    \
    X(KEY_FIRST, "to the beginning", "回到开头")                                                   \
    X(KEY_LAST, "to the end", "到最后")                                                            \
    X(KEY_NEXT_NOTATION, "next notation", "换一种记号")                                            \
    X(KEY_NOTATION, "the notation of note 1 … 5, your own from 6 on",                              \
      "笔记 1 … 5 的记号，自己的从 6 起")                                                          \
    X(KEY_FORM, "written out, element by element, the formula",                                    \
      "展开式、逐元素形式、公式之间切换")                                                          \
    X(KEY_NEXT_SAMPLE, "next sample of the batch in the network", "网络图改看本批的下一个样本")    \
    X(KEY_PREVIOUS_SAMPLE, "previous sample of the batch", "本批的上一个样本")                     \
    X(HINT_SAMPLE, "sample", "样本")                                                               \
    X(KEY_SELECT, "select the next, the previous number", "选中下一个、上一个量")                  \
    X(KEY_SELECT_MOVE, "select its neighbour", "选中相邻的元素")                                   \
    X(ROLE_TARGET, "true value", "真实值")                                                         \
    X(ROLE_WEIGHT, "weight", "权重")                                                               \
    X(ROLE_BIAS, "bias", "偏置")                                                                   \
    X(ROLE_PREACTIVATION, "pre-activation", "预激活值")                                            \
    X(ROLE_ACTIVATION, "activation", "激活值")                                                     \
    X(ROLE_LOSS, "loss", "损失")                                                                   \
    X(ROLE_ACTIVATION_GRADIENT, "gradient for the activation", "对激活值的梯度")                   \
    X(ROLE_ERROR, "error", "误差")                                                                 \
    X(ROLE_WEIGHT_GRADIENT, "gradient for the weight", "对权重的梯度")                             \
    X(ROLE_BIAS_GRADIENT, "gradient for the bias", "对偏置的梯度")                                 \
    X(ROLE_RATE, "learning rate", "学习率")                                                        \
    X(ROLE_SAMPLE_COUNT, "number of samples", "样本数")                                            \
    X(LINK_WHOLE, "{1}, {2}", "{1}，{2}")                                                          \
    X(LINK_INPUTS, "input, {1}", "输入，{1}")                                                      \
    X(LINK_LAYER, "{1}, layer {2}, {3}", "第 {2} 层的{1}，{3}")                                    \
    X(LINK_EDGE, "{1} from unit {2} of layer {3} to unit {4} of layer {5}",                        \
      "第 {3} 层单元 {2} 到第 {5} 层单元 {4} 的{1}")                                               \
    X(LINK_EDGE_OF_INPUT, "{1} from input {2} to unit {3} of layer 1",                             \
      "输入 {2} 到第 1 层单元 {3} 的{1}")                                                          \
    X(LINK_UNIT, "{1} of unit {2} in layer {3}", "第 {3} 层单元 {2} 的{1}")                        \
    X(LINK_INPUT, "input {1}, {2}", "输入 {1}，{2}")                                               \
    X(LINK_OUTPUT, "{1} of output {2}", "输出 {2} 的{1}")                                          \
    X(LINK_SAMPLE, "{1}, sample {2}", "{1}，样本 {2}")                                             \
    X(READING_SHAPE, "{1} × {2}", "{1} × {2}")                                                     \
    X(READING_SHAPE_PLAIN, "{1} by {2}", "{1} 行 {2} 列")                                          \
    X(READING_ROW, "row {1}: ", "第 {1} 行：")                                                     \
    X(READING_COLUMN, "and so on to column {1}: ", "直到第 {1} 列：")                              \
    X(READING_FROM, "computed from", "由以下各量算出")                                             \
    X(READING_KEYS, "n next, b back, a number goes to that step, q quits",                         \
      "n 前进，b 后退，输入数字转到该步，q 退出")                                                  \
    X(READING_NO_STEP, "this lesson has the steps 0 to {1}", "这一课有第 0 到 {1} 步")             \
    X(FORM_LONG, "written out", "展开式")                                                          \
    X(FORM_ELEMENT, "element by element", "逐元素形式")                                            \
    X(MORE_ELEMENTS, "⋮ and {1} more elements", "⋮ 另有 {1} 个元素")                               \
    X(ROW_COLUMN, "row {1}, column {2}:", "第 {1} 行第 {2} 列：")                                  \
    X(KEY_LANGUAGE, "English / Chinese", "中文 / English")                                         \
    X(KEY_THEME, "theme: dark, light, high contrast", "配色：深色、浅色、高对比度")                \
    X(KEY_LARGER, "larger text, up to 300 %", "放大文字（至多 300 %）")                            \
    X(KEY_SMALLER, "smaller text, down to 75 %", "缩小文字（至少 75 %）")                          \
    X(KEY_NORMAL_SIZE, "text at 100 %", "文字恢复 100 %")                                          \
    X(KEY_PROJECTOR_SIZE, "text for a projector: 150 %", "投影用的文字：150 %")                    \
    X(KEY_MORE_DECIMALS, "more decimals", "更多小数位")                                            \
    X(KEY_FEWER_DECIMALS, "fewer decimals", "更少小数位")                                          \
    X(KEY_MOTION, "motion on, off", "动画开、关")                                                  \
    X(KEY_FULL_SCREEN, "full screen", "全屏")                                                      \
    X(KEY_BLACK, "black screen; a step key brings it back", "黑屏，按步进键恢复")                  \
    X(KEY_WHITE, "white screen; a step key brings it back", "白屏，按步进键恢复")                  \
    X(KEY_HELP, "this list", "显示本表")                                                           \
    X(KEY_CLOSE, "close, deselect, leave full screen", "关闭、取消选中、退出全屏")                 \
    X(KEY_QUIT, "quit; asks for it once more", "退出，需再按一次确认")                             \
    X(KEY_QUIT_NOW, "quit at once", "立即退出")                                                    \
    X(NOTICE_QUIT, "q again quits, any other key stays", "再按 q 退出，按其他键继续")              \
    X(NOTICE_STOPPED, "stopped on the way, after {1} iterations", "已中途停下，共完成 {1} 次迭代") \
    X(NOTICE_TEXT_SCALE, "text at {1} %", "文字 {1} %")                                            \
    X(NOTICE_TEXT_SCALE_LARGEST, "text at {1} %, the largest", "文字 {1} %，已是最大")             \
    X(NOTICE_TEXT_SCALE_SMALLEST, "text at {1} %, the smallest", "文字 {1} %，已是最小")           \
    X(NOTICE_DECIMALS, "{1} decimals", "小数位数：{1}")                                            \
    X(NOTICE_DECIMALS_MOST, "{1} decimals, the most there are", "小数位数：{1}，已是最多")         \
    X(NOTICE_DECIMALS_LEAST, "{1} decimal, the fewest there are", "小数位数：{1}，已是最少")       \
    X(NOTICE_MOTION_ON, "motion is on", "动画已打开")                                              \
    X(NOTICE_MOTION_OFF, "motion is off", "动画已关闭")                                            \
    X(NOTICE_FINEST, "no step is finer than an element", "元素已是最细的步子")                     \
    X(NOTICE_COARSEST, "no step is coarser than an iteration", "迭代已是最粗的步子")               \
    X(NOTICE_NO_FORM, "this operation has one form only", "这一运算只有一种形式")                  \
    X(NOTICE_FORM_LEVEL, "other forms are of whole operations: ↑ first",                           \
      "其他形式只属于整个运算：请先按 ↑")                                                          \
    X(NOTICE_NO_OPERATION, "no operation is shown yet: → first", "还没有运算：请先按 →")           \
    X(NOTICE_NO_COMMENT, "no comment follows from here", "后面没有讲解了")                         \
    X(NOTICE_NO_COMMENT_BEFORE, "no comment comes before this", "前面没有讲解了")                  \
    X(NOTICE_NO_COMMENTS, "this lesson has no comments", "这一课没有讲解")                         \
    X(NOTICE_ONE_SAMPLE, "this lesson has one sample only", "这一课只有一个样本")                  \
    X(NOTICE_SAME_NOTATION, "this is that notation", "现在就是这种记号")                           \
    X(NOTICE_BROKEN_NOTATION, "does not fit this lesson: {1}: {2}", "与本课不符：{1}：{2}")        \
    X(NOTICE_NO_NOTATION, "no note has that number", "没有这个编号的笔记")                         \
    X(NOTICE_NOTHING_SELECTED, "nothing is selected: Tab selects", "尚未选中：按 Tab 选择")

#define STRING_ID(name, english, chinese) STRING_##name,
enum string_id { STRING_LIST(STRING_ID) STRING_COUNT };
#undef STRING_ID

/* The text itself, static. */
const char *string_get(enum language language, enum string_id id);

enum { STRING_MOST_PARTS = 5 };

/* The text with {1}, {2}… replaced by the parts (NULL ends them); in the arena. */
const char *string_fill(struct arena *arena, enum language language, enum string_id id,
                        const char *const parts[STRING_MOST_PARTS]);

/* string_fill with its parts in the call. */
#define STRING_FILL(arena, language, id, ...)                                                      \
    string_fill((arena), (language), (id), (const char *const[STRING_MOST_PARTS]){__VA_ARGS__})

enum string_id string_of_pass(enum pass pass);
enum string_id string_of_loss(enum loss loss);

#endif
