#ifndef BACKSTEP_SESSION_STRINGS_KEYS_H
#define BACKSTEP_SESSION_STRINGS_KEYS_H

/* Words of the interface: the keys: what they do, in the help and in the line of hints. */

#define STRINGS_KEYS(X)                                                                            \
    X(HELP_TITLE, "Keys", "按键")                                                                  \
    X(HELP_CLOSE, "Esc closes", "Esc 关闭")                                                        \
    X(HELP_EDGES, "Edges of the network: thickness |w|, |error| · solid + · dashed −",             \
      "网络的连线：粗细 |w|、|误差| · 实线 + · 虚线 −")                                            \
    X(KEYS_COLUMN, "key", "按键")                                                                  \
    X(ACTION_COLUMN, "action", "作用")                                                             \
    X(REMOTE_NOTE, "Keys marked * are those that a presentation remote sends.",                    \
      "带 * 的按键就是翻页笔发出的按键。")                                                         \
    X(HINT_TERM, "term", "逐项")                                                                   \
    X(HINT_ELEMENT, "element", "逐个元素")                                                         \
    X(HINT_OPERATION, "operation", "逐个运算")                                                     \
    X(HINT_PASS, "pass", "逐个阶段")                                                               \
    X(HINT_LEAP, "on to iteration {1}", "到第 {1} 次迭代")                                         \
    X(HINT_LEAP_END, "train to the end", "训练到最后")                                             \
    X(HINT_ITERATION, "iteration", "逐次迭代")                                                     \
    X(HINT_FINER, "finer", "更细")                                                                 \
    X(HINT_COARSER, "coarser", "更粗")                                                             \
    X(HINT_STOP, "next comment", "下一处讲解")                                                     \
    X(HINT_FORM, "other forms", "其他形式")                                                        \
    X(HINT_NOTATION, "notation", "记号")                                                           \
    X(HINT_LANGUAGE, "中文", "English")                                                            \
    X(HINT_HELP, "all keys", "全部按键")                                                           \
    X(HINT_LESSONS, "all lessons", "全部课程")                                                     \
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
    X(KEY_DERIVE, "derive this operation line by line; back to it", "逐行推导这一运算，再按返回")  \
    X(KEY_NEXT_DERIVATION, "the next derivation of the note", "笔记中的下一个推导")                \
    X(KEY_MISPRINT, "how the note misprints this line", "看笔记把这一行印错成什么样")              \
    X(KEY_NEXT_MISPRINT, "the next misprint of the derivations here",                              \
      "这里推导中的下一处印刷错误")                                                                \
    X(HINT_MISPRINT, "misprint in this line", "本行的印刷错误")                                    \
    X(HINT_MISPRINTED, "misprinted in the note", "笔记此处有误印")                                 \
    X(HINT_LINE, "line", "逐行")                                                                   \
    X(HINT_TERMS, "terms and elements", "项与元素")                                                \
    X(HINT_WAYS, "way by way", "逐条路径")                                                         \
    X(HINT_DERIVE, "derive it", "推导")                                                            \
    X(HINT_DERIVED, "back to {1}", "回到{1}")                                                      \
    X(HINT_NEXT_DERIVATION, "next derivation", "下一个推导")                                       \
    X(HINT_LETTER, "index", "下标")                                                                \
    X(KEY_NEXT_SAMPLE, "next sample of the batch in the network", "网络图改看本批的下一个样本")    \
    X(KEY_PREVIOUS_SAMPLE, "previous sample of the batch", "本批的上一个样本")                     \
    X(HINT_SAMPLE, "sample", "样本")                                                               \
    X(KEY_SELECT, "select the next, the previous number", "选中下一个、上一个量")                  \
    X(KEY_SELECT_MOVE, "select its neighbour", "选中相邻的元素")                                   \
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
    X(KEY_PREDICT, "predict: a question at every step, or no longer",                              \
      "预测：每一步都提问，或不再提问")                                                            \
    X(KEY_HALL, "questions as A B C D for a hall, or typed again",                                 \
      "提问改为 A B C D（课堂用），或改回填写")                                                    \
    X(KEY_ASK_AGAIN, "the question of this step once more", "把这一步的问题再问一遍")              \
    X(KEY_HINT, "at a question: a hint, at last the solution", "提问时：给出提示，最后给出解答")   \
    X(KEY_CHECK, "at a question: check what is typed", "提问时：检查所写的答案")                   \
    X(KEY_SKIP, "at a question: pass it by", "提问时：跳过")                                       \
    X(KEY_LESSONS, "all lessons, and where you were", "全部课程，以及上次学到的地方")              \
    X(KEY_HELP, "this list", "显示本表")                                                           \
    X(KEY_CLOSE, "close, deselect, leave full screen", "关闭、取消选中、退出全屏")                 \
    X(KEY_QUIT, "quit; asks for it once more", "退出，需再按一次确认")                             \
    X(KEY_QUIT_NOW, "quit at once", "立即退出")

#endif
