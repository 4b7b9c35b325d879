#ifndef BACKSTEP_SESSION_STRINGS_HALL_H
#define BACKSTEP_SESSION_STRINGS_HALL_H

/* Words of the interface: where lessons are chosen, what was done of them, and what a file is told
 * that cannot be read. */

#define STRINGS_HALL(X)                                                                            \
    X(PROGRESS_LESSON, "lesson", "课程")                                                           \
    X(PROGRESS_STATE, "state", "状态")                                                             \
    X(PROGRESS_STEP, "step", "步")                                                                 \
    X(PROGRESS_QUESTIONS, "answered", "答对")                                                      \
    X(PROGRESS_FIRST_TRY, "first try", "首次答对")                                                 \
    X(PROGRESS_MINUTES, "minutes", "分钟")                                                         \
    X(PROGRESS_LAST, "last", "最近")                                                               \
    X(PROGRESS_DONE, "done", "完成")                                                               \
    X(PROGRESS_BEGUN, "begun", "进行中")                                                           \
    X(PROGRESS_MISTAKE, "{1} × {2}", "{1} × {2}")                                                  \
    X(PROGRESS_NONE, "nothing done yet", "还没有学习记录")                                         \
    X(HALL_SEARCH, "search: title, goal, formula, word ( / )",                                     \
      "搜索：标题、目标、公式、词语（/）")                                                         \
    X(HALL_LAST, "Go on where you were", "从上次停下的地方继续")                                   \
    X(HALL_FOLLOWS, "The next lesson", "下一课")                                                   \
    X(HALL_FIRST, "Begin here", "从这里开始")                                                      \
    X(HALL_GO_ON, "go on", "继续")                                                                 \
    X(HALL_BEGIN, "begin", "开始")                                                                 \
    X(HALL_ENTER, "Enter  {1}", "Enter  {1}")                                                      \
    X(HALL_STEP, "step {1} of {2}", "第 {1} 步，共 {2} 步")                                        \
    X(HALL_MINUTES, "{1} min", "{1} 分钟")                                                         \
    X(HALL_SCORE, "{1} / {2} at once", "首次答对 {1} / {2}")                                       \
    X(HALL_DONE, "✓ done", "✓ 已完成")                                                             \
    X(HALL_OPENED, "looked at", "看过")                                                            \
    X(HALL_NEW, "new", "未学")                                                                     \
    X(HALL_COURSES, "Courses", "系列")                                                             \
    X(HALL_OTHERS, "Other lessons", "其他课程")                                                    \
    X(HALL_FINISHED, "{1} of {2} lessons finished", "已完成 {1} 课，共 {2} 课")                    \
    X(HALL_LESSONS, "{1} lessons", "{1} 课")                                                       \
    X(HALL_HITS, "lessons found: {1}", "找到 {1} 课")                                              \
    X(HALL_ROWS, "rows {1}–{2} of {3}", "第 {1}–{2} 行，共 {3} 行")                                \
    X(HALL_HINT_CHOOSE, "choose", "选择")                                                          \
    X(HALL_HINT_OPEN, "open", "打开")                                                              \
    X(HALL_HINT_FRESH, "from the beginning", "从头开始")                                           \
    X(HALL_HINT_SEARCH, "search", "搜索")                                                          \
    X(HALL_HINT_COURSES, "next course", "下一系列")                                                \
    X(HALL_HINT_ALL, "all lessons", "全部课程")                                                    \
    X(HALL_HINT_BACK, "back to the lesson", "回到本课")                                            \
    X(HINT_END, "how it went, next lesson", "小结与下一课")                                        \
    X(END_FINISHED, "finished", "已学完")                                                          \
    X(END_CAN, "The goal of this lesson", "本课目标")                                              \
    X(END_QUESTIONS, "Questions", "答题")                                                          \
    X(END_AT_ONCE, "of {1} right at the first try", "题（共 {1} 题）首次答对")                     \
    X(END_LATER, "right at a later try: {1}", "再试才答对：{1}")                                   \
    X(END_NO_KIND, "no usual mistake", "不是常见的错误")                                           \
    X(END_NO_SHAPE, "wrong shape", "形状不对")                                                     \
    X(END_NO_SIGN, "wrong sign", "符号不对")                                                       \
    X(END_NO_CHOICE, "wrong choice", "选错了")                                                     \
    X(END_NO_ORDER, "wrong order", "顺序不对")                                                     \
    X(END_NO_PLACE, "wrong place", "位置不对")                                                     \
    X(END_SHOWN, "shown: {1}", "看了答案：{1}")                                                    \
    X(END_SKIPPED, "skipped: {1}", "跳过：{1}")                                                    \
    X(END_NOT_ASKED, "No question was answered. With p every step asks you what it gives.",        \
      "还没有回答过问题。按 p，每一步都会先问结果。")                                              \
    X(END_WRONG, "what went wrong, by kind", "错误的种类")                                         \
    X(END_TYPED, "you typed {1}", "你写的是 {1}")                                                  \
    X(END_TIMES, "{1} ×", "{1} 次")                                                                \
    X(END_STEP, "step {1} →", "第 {1} 步 →")                                                       \
    X(END_NEXT, "Next lesson", "下一课")                                                           \
    X(END_LAST, "Choose another lesson", "选择另一课")                                             \
    X(END_HINT_NEXT, "next lesson", "下一课")                                                      \
    X(END_HINT_AGAIN, "once more from the beginning", "从头再来")                                  \
    X(END_HINT_WALK, "the training step by step", "逐步看训练过程")                                \
    X(BROKEN_TITLE, "{1} cannot be read: {2} errors", "{1} 无法读取：{2} 处错误")                  \
    X(BROKEN_ONE, "{1} cannot be read", "{1} 无法读取")                                            \
    X(BROKEN_VERSION,                                                                              \
      "The picture is the last version that could be read, and still works. It is replaced as "    \
      "soon as the file can be read.",                                                             \
      "画面是最后一个可读的版本，仍可操作；文件改好后会立即更新。")                                \
    X(BROKEN_WAITS, "The lesson opens as soon as the file can be read.",                           \
      "文件改好后课程会立即打开。")                                                                \
    X(BROKEN_CHOOSE, "error", "选择错误")                                                          \
    X(BROKEN_COPY, "copy its place", "复制位置")                                                   \
    X(BROKEN_READ, "read again", "重新读取")                                                       \
    X(BROKEN_FOLD, "fold", "收起")                                                                 \
    X(BROKEN_UNFOLD, "unfold", "展开")                                                             \
    X(HALL_JOURNAL, "your journal stays on this machine", "学习记录只存在本机")

#endif
