#ifndef BACKSTEP_SESSION_STRINGS_NAMES_H
#define BACKSTEP_SESSION_STRINGS_NAMES_H

/* Words of the interface: what quantities and places are called, on cards and as text. */

#define STRINGS_NAMES(X)                                                                           \
    X(ROW_OF, "row {1} of @", "@ 的第 {1} 行")                                                     \
    X(COLUMN_OF, "column {1} of @", "@ 的第 {1} 列")                                               \
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
    X(ROLE_CONSTANT, "constant", "常数")                                                           \
    X(ROLE_STATE, "running value", "累积值")                                                       \
    X(LINK_WHOLE, "{1}, {2}", "{1}，{2}")                                                          \
    X(LINK_INPUTS, "input, {1}", "输入，{1}")                                                      \
    X(LINK_LAYER, "{1}, layer {2}, {3}", "第 {2} 层的{1}，{3}")                                    \
    X(LINK_EDGE, "{1} from unit {2} of layer {3} to unit {4} of layer {5}",                        \
      "第 {3} 层神经元 {2} 到第 {5} 层神经元 {4} 的{1}")                                           \
    X(LINK_EDGE_OF_INPUT, "{1} from input {2} to unit {3} of layer 1",                             \
      "输入 {2} 到第 1 层神经元 {3} 的{1}")                                                        \
    X(LINK_UNIT, "{1} of unit {2} in layer {3}", "第 {3} 层神经元 {2} 的{1}")                      \
    X(LINK_INPUT, "input {1}, {2}", "输入 {1}，{2}")                                               \
    X(LINK_OUTPUT, "{1} of output {2}", "输出 {2} 的{1}")                                          \
    X(LINK_SAMPLE, "{1}, sample {2}", "{1}，样本 {2}")                                             \
    X(READING_SHAPE, "{1} × {2}", "{1} × {2}")                                                     \
    X(READING_SHAPE_PLAIN, "{1} by {2}", "{1} 行 {2} 列")                                          \
    X(READING_ROW, "row {1}: ", "第 {1} 行：")                                                     \
    X(READING_COLUMN, "and so on to column {1}: ", "直到第 {1} 列：")                              \
    X(MINUTES, "{1} minutes", "{1} 分钟")                                                          \
    X(READING_FROM, "computed from", "由以下各量算出")                                             \
    X(READING_KEYS, "n next, b back, a number goes to that step, q quits",                         \
      "n 前进，b 后退，输入数字转到该步，q 退出")                                                  \
    X(READING_NO_STEP, "this lesson has the steps 0 to {1}", "这一课有第 0 到 {1} 步")             \
    X(ROW_COLUMN, "row {1}, column {2}:", "第 {1} 行第 {2} 列：")

#endif
