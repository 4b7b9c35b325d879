#ifndef BACKSTEP_SESSION_STRINGS_PICTURE_H
#define BACKSTEP_SESSION_STRINGS_PICTURE_H

/* Words of the interface: the parts of the picture: header, network, plots, summary, timeline. */

#define STRINGS_PICTURE(X)                                                                         \
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
    X(BATCH_PLACE, "samples {1} to {2} of {3}", "第 {1} 至 {2} 个样本（共 {3} 个）")               \
    X(BATCH_PLACE_AROUND, "samples from {1} on, then 1 to {2}, of {3}",                            \
      "从第 {1} 个样本起，再加第 1 至 {2} 个（共 {3} 个）")                                        \
    X(SAMPLE_OF_BATCH, "sample {1} of {2}, {3} of {4} in the batch",                               \
      "样本 {1} / {2}，本批 {3} / {4}")                                                            \
    X(MORE_UNITS, "⋮ {1} more", "⋮ 另 {1} 个")                                                     \
    X(BEYOND_NOTE, "beyond the note", "笔记之外")                                                  \
    X(OF_LESSON, "the lesson's own formula", "本课自己的公式")                                     \
    X(SHAPES_AGREE, "✓ shapes agree", "✓ 形状匹配")                                                \
    X(COLUMN_REPEATED, "✓ shapes agree: the column is copied to {1} columns (broadcasting)",       \
      "✓ 形状匹配：该列复制成 {1} 列（广播）")                                                     \
    X(ROW_REPEATED, "✓ shapes agree: the row is copied to {1} rows (broadcasting)",                \
      "✓ 形状匹配：该行复制成 {1} 行（广播）")                                                     \
    X(STUCK, "✗ a value is infinite or not a number: the run stops here",                          \
      "✗ 出现无穷大或非数值，运行到此为止")                                                        \
    X(SUMMARY_NETWORK, "network", "网络")                                                          \
    X(SUMMARY_ACTIVATIONS, "activations", "激活函数")                                              \
    X(SUMMARY_LOSS, "loss", "损失函数")                                                            \
    X(SUMMARY_OWN_FORMULA, "by a formula of its own", "另有公式")                                  \
    X(LOSS_HALF_SQUARE, "half the squared error", "平方误差的一半")                                \
    X(LOSS_SQUARE, "squared error", "平方误差")                                                    \
    X(LOSS_ABSOLUTE, "absolute error", "绝对误差")                                                 \
    X(LOSS_BINARY_CROSS_ENTROPY, "binary cross-entropy", "二元交叉熵")                             \
    X(LOSS_CROSS_ENTROPY, "cross-entropy", "交叉熵")                                               \
    X(SUMMARY_RATE, "learning rate", "学习率")                                                     \
    X(SUMMARY_TIME, "time", "用时")                                                                \
    X(SUMMARY_DATA, "samples", "样本数")                                                           \
    X(SUMMARY_BATCH, "{1}, in batches of {2}", "{1}，每批 {2} 个")                                 \
    X(SUMMARY_RUN, "iterations", "迭代次数")                                                       \
    X(SUMMARY_STEPS, "{1}, each of {2} operations", "{1} 次，每次 {2} 步运算")                     \
    X(SUMMARY_OWN_NOTATION, "In the lesson’s own notation: ", "用本课自己的记号来说：")            \
    X(SUMMARY_NOTATION, "notation", "记号")                                                        \
    X(PRESS_TO_BEGIN, "press → to begin", "按 → 开始")                                             \
    X(BEGINNING_SENTENCE, "Each → runs one operation of the network, each ← takes one back.",      \
      "每按一次 → 执行一步运算，每按一次 ← 退回一步。")                                            \
    X(OWN_NOTATION_ASKS,                                                                           \
      "Questions that this lesson asks only in its own notation, “{2}”: {1}. n leads there.",      \
      "本课有 {1} 个问题只在它自己的记号“{2}”里提出：按 n 切换到那里。")                           \
    X(STEP_PLACE, "step {1} / {2}", "第 {1} / {2} 步")                                             \
    X(WORKING, "working… iteration {1}", "计算中… 第 {1} 次迭代")                                  \
    X(TERM_PLACE, "term {1} / {2}", "第 {1} / {2} 项")                                             \
    X(ELEMENT_PLACE, "row {1}, column {2} · element {3} / {4}",                                    \
      "第 {1} 行第 {2} 列 · 第 {3} / {4} 个元素")                                                  \
    X(FORM_LONG, "written out", "展开式")                                                          \
    X(FORM_ELEMENT, "element by element", "逐元素形式")                                            \
    X(DERIVATION_LINE, "line {1} / {2}", "第 {1} / {2} 行")                                        \
    X(DERIVATION_NEURON, "neuron {1} of layer {2}", "第 {2} 层的神经元 {1}")                       \
    X(DERIVATION_LETTERS, "{1} · layer {2}", "{1} · 第 {2} 层")                                    \
    X(DERIVATION_SAMPLE, "sample {1}", "样本 {1}")                                                 \
    X(DERIVATION_FROM_LOSS, "from the loss", "由损失求导")                                         \
    X(DERIVATION_BY_CALCULUS, "by differentiation", "求导得出")                                    \
    X(DERIVATION_NOT, "not {1}", "应为 {1}")                                                       \
    X(DERIVATION_BY_CHANCE, "by chance the same here", "在这里碰巧相等")                           \
    X(DERIVATION_NOT_THERE, "not {1}: row {2}, column {3}", "第 {2} 行第 {3} 列应为 {1}")          \
    X(DERIVATION_ROW, "row {1}: as line {2}", "第 {1} 行：与第 {2} 行相等")                        \
    X(DERIVATION_AS_ABOVE, "as above", "与上一行相等")                                             \
    X(DERIVATION_BOTH_SIDES, "both sides agree", "等式两边相等")                                   \
    X(DERIVATION_HIDDEN, "⋮ {1} more above", "⋮ 上面还有 {1} 行")                                  \
    X(DERIVATION_PRINTED, "as the note prints it", "笔记的原文")                                   \
    X(DERIVATION_RIGHT, "right", "正确")                                                           \
    X(DERIVATION_WAY, "way {1}", "路径 {1}")                                                       \
    X(DERIVATION_SO_FAR, "so far", "累计")                                                         \
    X(DERIVATION_ALL_WAYS, "all ways", "全部路径")                                                 \
    X(DERIVATION_BEGIN, "→ writes the first line", "按 → 写出第一行")                              \
    X(DERIVATION_PURPOSE,                                                                          \
      "The same number, line by line: each = is computed in this network, and each line says why " \
      "it equals the one above.",                                                                  \
      "同一个数，一行一行推导：每个等号都用本网络算过，每一行都说明为何与上一行相等。")            \
    X(DERIVATION_STEP, "{1} · line {2} / {3}", "{1} · 第 {2} / {3} 行")                            \
    X(MORE_ELEMENTS, "⋮ and {1} more elements", "⋮ 另有 {1} 个元素")

#endif
