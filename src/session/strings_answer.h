#ifndef BACKSTEP_SESSION_STRINGS_ANSWER_H
#define BACKSTEP_SESSION_STRINGS_ANSWER_H

/* What is said of questions and answers. */

#define STRINGS_ANSWER(X)                                                                          \
    X(ANSWER_RIGHT, "Right: ", "正确：")                                                           \
    X(ANSWER_FEWER_DIGITS, "Right so far. Please give {1} decimals, or three significant digits.", \
      "目前是对的，请给出 {1} 位小数，或三位有效数字。")                                           \
    X(ANSWER_UNKNOWN, "Not right, and no usual mistake gives this number.",                        \
      "不对，常见的错误也不会得出这个数。")                                                        \
    X(ANSWER_PAIR, "A guess, two things at once: ", "猜测，同时有两处：")                          \
    X(ANSWER_SEVERAL, "More than one mistake gives this number.", "不止一种错误会得出这个数。")    \
    X(ANSWER_COLON, ": ", "：")                                                                    \
    X(ANSWER_COMMA, ", ", "、")                                                                    \
    X(ANSWER_FULL_STOP, ".", "。")                                                                 \
    X(ANSWER_RIGHT_FORMULA, "right", "正确")                                                       \
    X(ANSWER_YOUR_FORMULA, "yours", "你的")

#endif
