#ifndef BACKSTEP_SESSION_ANSWERING_STRINGS_QUESTION_H
#define BACKSTEP_SESSION_ANSWERING_STRINGS_QUESTION_H

/* The frame in which a question is answered. */

#define STRINGS_QUESTION(X)                                                                        \
    X(ASK_DECIMALS, "4 decimals", "4 位小数")                                                      \
    X(ASK_SHAPE_FORM, "rows × columns", "行 × 列")                                                 \
    X(ASK_SIGN_FORM, "+ − 0", "+ − 0")                                                             \
    X(ASK_CHECK, "check", "检查")                                                                  \
    X(ASK_HINT, "hint", "提示")                                                                    \
    X(ASK_SKIP, "skip", "跳过")                                                                    \
    X(ASK_ANSWER, "answer", "作答")                                                                \
    X(ASK_POINT, "click it in the picture", "在图上点一下")                                        \
    X(ASK_HINT_OPERANDS, "which operands (lit)", "用到哪些量（已点亮）")                           \
    X(ASK_HINT_PRODUCTS, "the products", "各个乘积")                                               \
    X(ASK_HINT_FURTHER, "one step further", "再进一步")                                            \
    X(ASK_HINT_SOLUTION, "the solution", "答案")                                                   \
    X(ASK_LINES, "the proof so far", "证明到这里")                                                 \
    X(ASK_YOUR_FORMULA, "your formula, as you type", "你写的公式")                                 \
    X(ASK_PALETTE, "click a sign, or Tab and its number", "点一个符号，或按 Tab 再按数字")         \
    X(ASK_REVEAL, "reveal", "揭晓")                                                                \
    X(ASK_GO_ON, "go on", "继续")                                                                  \
    X(ASK_TO_PALETTE, "palette", "符号板")                                                         \
    X(ASK_LEAVE, "leave the line", "退出输入")                                                     \
    X(ASK_OFFER, "F2 shows the solution, PageDown goes on.", "F2 显示答案，PageDown 继续。")

#endif
