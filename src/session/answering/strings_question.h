#ifndef BACKSTEP_SESSION_ANSWERING_STRINGS_QUESTION_H
#define BACKSTEP_SESSION_ANSWERING_STRINGS_QUESTION_H

/* What is asked, and the frame in which it is answered. {1} is a symbol of the notation. */

#define STRINGS_QUESTION(X)                                                                        \
    X(ASK_VALUE, "How large is {1}?", "{1} 等于多少？")                                            \
    X(ASK_SHAPE, "How many rows and columns has {1}?", "{1} 有几行几列？")                         \
    X(ASK_SIGN, "Which sign has {1}: +, − or 0?", "{1} 的符号是 +、− 还是 0？")                    \
    X(ASK_CHANGE, "Does the update raise {1} (+), lower it (−) or leave it (0)?",                  \
      "更新之后 {1} 变大（+）、变小（−）还是不变（0）？")                                          \
    X(ASK_CHOICE, "Which of these is {1}?", "哪一个是 {1}？")                                      \
    X(ASK_CHOICE_PLAIN, "Which of these is right?", "哪一个是对的？")                              \
    X(ASK_ORDER, "In which order is this computed?", "按什么顺序计算？")                           \
    X(ASK_CELL, "Where is it: the {1}?", "它在哪里：{1}？")                                        \
    X(ASK_FORMULA, "Write the formula of {1}.", "写出 {1} 的公式。")                               \
    X(ASK_LINE, "Which line comes next?", "下一行是哪一行？")                                      \
    X(ASK_DECIMALS, "4 decimals", "4 位小数")                                                      \
    X(ASK_SHAPE_FORM, "rows × columns", "行 × 列")                                                 \
    X(ASK_SIGN_FORM, "+ − 0", "+ − 0")                                                             \
    X(ASK_CHECK, "check", "检查")                                                                  \
    X(ASK_HINT, "hint", "提示")                                                                    \
    X(ASK_SKIP, "skip", "跳过")                                                                    \
    X(ASK_PALETTE, "symbols", "符号")                                                              \
    X(ASK_ANSWER, "answer", "作答")                                                                \
    X(ASK_AGAIN, "ask again", "再答一次")                                                          \
    X(ASK_ON, "on", "继续")                                                                        \
    X(ASK_POINT, "click it in the picture", "在图中点它")                                          \
    X(ASK_HINT_OPERANDS, "which operands (lit)", "哪些操作数（已点亮）")                           \
    X(ASK_HINT_PRODUCTS, "the products", "各个乘积")                                               \
    X(ASK_HINT_SOLUTION, "the solution", "答案")                                                   \
    X(ASK_YOURS, "your answer: ", "你的答案：")                                                    \
    X(ASK_UNREADABLE, "This cannot be read: {1}. It does not count as wrong.",                     \
      "这里读不懂：{1}。不算答错。")                                                               \
    X(ASK_FOLLOW_THROUGH, "Right from your own earlier answer; that one is what to look at.",      \
      "按你之前的答案算是对的；要检查的是之前那一个。")                                            \
    X(ASK_RIGHT, "Right.", "正确。")                                                               \
    X(ASK_WRONG, "Not right.", "不对。")                                                           \
    X(ASK_ROUNDED, "Right, with numbers rounded on the way. ", "正确，中途的数取了近似值。")       \
    X(ASK_REVEALED, "The answer is shown.", "答案已显示。")                                        \
    X(ASK_OFFER, "F2 shows the solution; → goes on.", "F2 显示答案，→ 继续。")                     \
    X(ASK_ORDER_WRONG, "{1} needs what {2} gives, which comes later here.",                        \
      "{1} 要用到 {2} 的结果，而你把后者放在了后面。")                                             \
    X(ASK_WHERE_FROM, "where your {1} comes from", "你的 {1} 从何而来")                            \
    X(ASK_MISSING, "missing", "缺少")                                                              \
    X(ASK_YOUR_FORMULA, "your formula, as you type", "你写的公式，边写边排")                       \
    X(ASK_SYMBOLS, "symbols", "符号")                                                              \
    X(ASK_SIGNS, "signs", "运算")                                                                  \
    X(ASK_ASKED_FOR, "asked for", "所求")                                                          \
    X(ASK_YOUR_NUMBER, "your {1}", "你的 {1}")                                                     \
    X(ASK_HALL_REVEAL, "PageDown or Enter shows which", "PageDown 或 Enter 揭晓")                  \
    X(ASK_SCORE, "questions at the first try: {1} of {2}", "第一次就答对：{2} 题中的 {1} 题")      \
    X(ASK_SCORE_MISTAKE, "{1}, {2}×", "{1}，{2} 次")                                               \
    X(KEY_ANSWER, "answer the question of this step, once more", "回答这一步的问题，或再答一次")   \
    X(KEY_ASK_HINT, "a hint for the question", "这道题的提示")

#endif
