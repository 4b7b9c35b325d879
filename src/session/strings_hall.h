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
    X(PROGRESS_NONE, "nothing was done yet", "还没有学习记录")

#endif
