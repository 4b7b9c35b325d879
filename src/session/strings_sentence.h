#ifndef BACKSTEP_SESSION_STRINGS_SENTENCE_H
#define BACKSTEP_SESSION_STRINGS_SENTENCE_H

/* Words of the interface: what is said of a step, and of a switch of the notation. */

#define STRINGS_SENTENCE(X)                                                                        \
    X(SENTENCE_ALONE, "Sets the {1} ", "取{1} ")                                                   \
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
    X(FORM_OVERFLOWS, " A number this large cannot be held: this form overflows.",                 \
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
    X(SHAPE_IN_TEXT, " ({1})", "（{1}）")

#endif
