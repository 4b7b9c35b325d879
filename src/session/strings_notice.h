#ifndef BACKSTEP_SESSION_STRINGS_NOTICE_H
#define BACKSTEP_SESSION_STRINGS_NOTICE_H

/* Words of the interface: what a key answers in a line when it cannot do what it says, or did it
 * unseen. */

#define STRINGS_NOTICE(X)                                                                          \
    X(NOTICE_READ_AGAIN, "read again: step {1} kept", "已重新读取，仍在第 {1} 步")                 \
    X(NOTICE_READ_NEARER, "read again: it has no more than {1} steps now",                         \
      "已重新读取：现在只有 {1} 步")                                                               \
    X(NOTICE_NOT_KEPT, "what you do cannot be kept: the disk is full or locked",                   \
      "学习记录无法保存：磁盘已满或不可写")                                                        \
    X(NOTICE_PLACE_COPIED, "the place is in the clipboard", "位置已复制")                          \
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
    X(NOTICE_FINEST, "no step is finer than an element", "已是最细的粒度：逐个元素")               \
    X(NOTICE_COARSEST, "no step is coarser than an iteration", "已是最粗的粒度：逐次迭代")         \
    X(NOTICE_NO_FORM, "this operation has one form only", "这一运算只有一种形式")                  \
    X(NOTICE_FORM_LEVEL, "other forms belong to whole operations: ↑ first",                        \
      "要看其他形式，请先按 ↑ 回到整个运算")                                                       \
    X(NOTICE_DERIVATION_LEVEL, "derivations belong to whole operations: ↑ first",                  \
      "要看推导，请先按 ↑ 回到整个运算")                                                           \
    X(NOTICE_NO_DERIVATION_HERE, "no derivation of this operation; Shift+j opens the note’s",      \
      "这一运算没有推导，按 Shift+j 看笔记中的其他推导")                                           \
    X(NOTICE_NO_DERIVATION, "this note derives nothing here", "这份笔记在这里没有推导")            \
    X(NOTICE_NO_MISPRINT, "there is no misprint here", "这里没有印刷错误")                         \
    X(NOTICE_ASKED, "answer first: this would give it away", "请先作答：这样会泄露答案")           \
    X(NOTICE_NO_TERMS, "this line has no terms", "这一行没有可分的项")                             \
    X(NOTICE_NO_LETTER, "this derivation has no index to choose", "这个推导中没有可选的下标")      \
    X(NOTICE_ONE_LETTER, "this derivation has one index only: Ctrl+↑ ↓",                           \
      "这个推导只有一个下标：用 Ctrl+↑ ↓")                                                         \
    X(NOTICE_NO_OPERATION, "no operation is shown yet: → first", "还没有运算：请先按 →")           \
    X(NOTICE_NO_COMMENT, "there are no more comments after this", "后面没有讲解了")                \
    X(NOTICE_NO_COMMENT_BEFORE, "no comment comes before this", "前面没有讲解了")                  \
    X(NOTICE_NO_COMMENTS, "this lesson has no comments", "这一课没有讲解")                         \
    X(NOTICE_ONE_SAMPLE, "this lesson has one sample only", "这一课只有一个样本")                  \
    X(NOTICE_SAME_NOTATION, "this is that notation", "现在就是这种记号")                           \
    X(NOTICE_BROKEN_NOTATION, "does not fit this lesson: {1}: {2}", "不适用于本课：{1}：{2}")      \
    X(NOTICE_PREDICT, "a question at every step; p again ends it", "每一步都提问，再按 p 结束")    \
    X(NOTICE_HALL, "questions as A B C D; Enter reveals, Shift+a ends it",                         \
      "提问改为 A B C D：按 Enter 揭晓，再按 Shift+a 结束")                                        \
    X(NOTICE_HALL_END, "questions are typed again", "改回填写作答")                                \
    X(NOTICE_PREDICT_END, "only the lesson's own questions from here", "只提课程里的问题")         \
    X(NOTICE_EMPTY, "answer first, then Enter; F2 gives a hint, PageDown goes on",                 \
      "先作答再按 Enter；F2 给提示，PageDown 继续")                                                \
    X(NOTICE_SAME_ANSWER, "this is checked already: type another answer; F2 gives a hint",         \
      "这个答案已经检查过：请改写后再按 Enter；F2 给提示")                                         \
    X(NOTICE_PASSED, "question passed by: press ←, then the key a, to answer it after all",        \
      "跳过了一题：按 ← 再按 a 可重新作答")                                                        \
    X(NOTICE_LEFT, "a question was passed by: at its step, the key a asks it again",               \
      "跳过了一题：回到那一步按 a 可重新作答")                                                     \
    X(NOTICE_EMPTY_PLACE, "no place is chosen: Tab chooses, Enter answers; F2 gives a hint",       \
      "尚未选定位置：按 Tab 选择，按 Enter 作答；F2 给提示")                                       \
    X(NOTICE_NO_QUESTION, "nothing is asked here: p asks", "这里没有问题：按 p 提问")              \
    X(NOTICE_NO_NOTATION, "no note has that number", "没有这个编号的笔记")                         \
    X(NOTICE_NOTHING_SELECTED, "nothing is selected: Tab selects", "尚未选中：按 Tab 选择")

#endif
