#ifndef BACKSTEP_SESSION_STRINGS_ANSWER_H
#define BACKSTEP_SESSION_STRINGS_ANSWER_H

/* What is said of questions and answers. */

#define STRINGS_ANSWER(X)                                                                          \
    X(ANSWER_RIGHT, "Right: ", "正确：")                                                           \
    X(ANSWER_FEWER_DIGITS, "Right so far. Please give {1} decimals, or three significant digits.", \
      "目前是对的，请给出 {1} 位小数，或三位有效数字。")                                           \
    X(ANSWER_UNKNOWN, "Not right, and no usual mistake gives this number.",                        \
      "不对，看不出是哪种常见的错误。")                                                            \
    X(ANSWER_PAIR, "A guess, two things at once: ", "可能同时错了两处：")                          \
    X(ANSWER_SEVERAL, "More than one mistake gives this number.", "不止一种错误会得出这个数。")    \
    X(ANSWER_COLON, ": ", "：")                                                                    \
    X(ANSWER_COMMA, ", ", "、")                                                                    \
    X(ANSWER_FULL_STOP, ".", "。")                                                                 \
    X(ANSWER_RIGHT_FORMULA, "right", "正确")                                                       \
    X(ANSWER_YOUR_FORMULA, "yours", "你的")                                                        \
    X(ANSWER_FORMULA_RIGHT, "Right: it gives the same numbers on every network of this shape.",    \
      "正确：在形状相同的任何网络上，算出的数都一样。")                                            \
    X(ANSWER_MISFIT, " do not fit together.", "的形状对不上。")                                    \
    X(ANSWER_MISFIT_ONE, " does not fit here.", "放在这里形状不对。")                              \
    X(ANSWER_AND, " and ", "与")                                                                   \
    X(ANSWER_OTHER_SHAPE, "This gives a matrix of {1}; what is asked for is {2}.",                 \
      "这样得到的是 {1} 的矩阵，要求的是 {2}。")                                                   \
    X(ANSWER_FACTOR, "Right but for a factor: everything is {1} times what it should be.",         \
      "只差一个倍数：所有的数都是正确值的 {1} 倍。")                                               \
    X(ANSWER_FACTOR_OF_SAMPLES, " That is the number of samples, or one divided by it.",           \
      "这正是样本数，或者它的倒数。")                                                              \
    X(ANSWER_FORMULA_WRONG, "Not right, and no usual mistake makes this formula.",                 \
      "不对，看不出是哪种常见的错误。")                                                            \
    X(ANSWER_SHAPE_RIGHT, "Right: {1}.", "正确：{1}。")                                            \
    X(ANSWER_SHAPE_TURNED, "Rows and columns have changed places: rows come first.",               \
      "行和列互换了：先写行数。")                                                                  \
    X(ANSWER_SHAPE_WRONG, "Not right.", "不对。")                                                  \
    X(ANSWER_IS_RIGHT, "Right.", "正确。")                                                         \
    X(ANSWER_UNREADABLE, "This cannot be read: ", "看不懂这个答案：")                              \
    X(ANSWER_ORDER, "Not right: ", "不对：")                                                       \
    X(ANSWER_ORDER_BEFORE, " cannot come before ", "不能排在")                                     \
    X(ANSWER_ORDER_END, ".", "之前。")                                                             \
    X(ANSWER_LINE_EARLIER, "Not right: that line is there already.", "不对：这一行上面已经有了。") \
    X(ANSWER_LINE_LATER, "Not right: that line comes later, one before it is missing.",            \
      "不对：这一行还在后面，中间缺了一行。")                                                      \
    X(ANSWER_LINE_MISPRINT, "Not right: the note prints it so, but it does not hold.",             \
      "不对：笔记里是这样印的，但它不成立。")                                                      \
    X(ANSWER_LINE_OTHER, "Not right: that line belongs to another proof.",                         \
      "不对：这一行属于另一个推导。")                                                              \
    X(ANSWER_CELL, "Not right. That is ", "不对。那是")                                            \
    X(ANSWER_GAP, " ", "")                                                                         \
    X(ASK_VALUE, "What is ", "")                                                                   \
    X(ASK_VALUE_END, "? Four decimals, or three significant digits.",                              \
      "是多少？写四位小数，或三位有效数字。")                                                      \
    X(ASK_TERM, "Inside the step: what is ", "这一步之内：")                                       \
    X(ASK_TERM_CELL, "Inside the step: what is, in row {1} and column {2}, ",                      \
      "这一步之内，第 {1} 行第 {2} 列：")                                                          \
    X(ASK_SHAPE, "How many rows and columns does ", "")                                            \
    X(ASK_SHAPE_END, " have?", "有几行几列？")                                                     \
    X(ASK_SIGN, "What is the sign of ", "")                                                        \
    X(ASK_SIGN_END, ": +, − or 0?", "的符号是 +、− 还是 0？")                                      \
    X(ASK_CHANGE, "Does the update raise ", "更新使")                                              \
    X(ASK_CHANGE_END, " (+), lower it (−) or leave it (0)?",                                       \
      "变大（+）、变小（−）还是不变（0）？")                                                       \
    X(ASK_CHOICE, "Which one is right?", "哪一项是对的？")                                         \
    X(ASK_ORDER,                                                                                   \
      "In which order are these steps done? Those that do not need each other may swap.",          \
      "这些步骤按什么次序进行？互不依赖的可以交换。")                                              \
    X(ASK_CELL, "Which quantity is meant?", "指的是哪个量？")                                      \
    X(ASK_FORMULA, "Which formula gives ", "哪个公式得出")                                         \
    X(ASK_FORMULA_END, "?", "？")                                                                  \
    X(ASK_LINE, "Which line comes next?", "下一行是哪一行？")                                      \
    X(ASK_LINE_FIRST, "Which line does the derivation of this begin with?",                        \
      "推导它时，第一行该写哪一行？")                                                              \
    X(HINT_OPERANDS, "It is computed from", "它由这些量得出：")                                    \
    X(HINT_SHAPES, "Rows × columns:", "行数 × 列数：")                                             \
    X(HINT_NOT_THIS, "It is not ", "不是 ")                                                        \
    X(HINT_FIRST, "First comes: ", "最先进行：")                                                   \
    X(HINT_ONE_OF, "It is a number of ", "它是这个量中的一个数：")                                 \
    X(HINT_CHANGE,                                                                                 \
      "An update goes against the gradient: where that is positive, the number falls.",            \
      "更新与梯度方向相反：梯度为正，数就变小。")                                                  \
    X(HINT_COMPARE, "Check each answer against the numbers in the picture.",                       \
      "把每一项与画面上的数对照一下。")                                                            \
    X(HINT_COUNT, "Count: a row, or a column, stands for a unit, or for a sample.",                \
      "数一数：一行（或一列）对应一个神经元，或一个样本。")                                        \
    X(HINT_ROWS, "Rows: {1}.", "行数：{1}。")                                                      \
    X(HINT_NO_MORE, "No further hint without the answer: F2 shows it.",                            \
      "再提示就是答案了：按 F2 可看。")                                                            \
    X(ASK_NUMBER, "Question {1}, step {2}", "第 {1} 题，第 {2} 步")                                \
    X(ASK_SOLUTION, "\"solution\" shows how it goes.", "输入“解答”可看解法。")                     \
    X(ASK_WORDS, "An answer and Enter; or: hint, solution, skip (an empty line), quit, help.",     \
      "写下答案后回车；也可以输入：提示、解答、跳过（空行）、退出、帮助。")                        \
    X(ASK_SCORE, "Questions: {1}; right at once {2}, later {3}, shown {4}, passed by {5}.",        \
      "共 {1} 题：一次答对 {2}，之后答对 {3}，看解答 {4}，跳过 {5}。")                             \
    X(ASK_SCORE_OPEN,                                                                              \
      "Questions so far: {1}; right at once {2}, later {3}, shown {4}, passed by {5}, open {6}.",  \
      "到此共 {1} 题：一次答对 {2}，之后答对 {3}，看解答 {4}，跳过 {5}，尚未答完 {6}。")           \
    X(ANSWER_SIGN_WRONG, "Not right: the sign is another one.", "不对：是另一种符号。")

#endif
