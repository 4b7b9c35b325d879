// What the page itself says, in both languages. tests/web/check_page.py sees that none is missing.

const words = {
  en: {
    heading: "Backstep: backpropagation, one operation at a time",
    picture: "The network, the formula and its matrices at this step",
    keys_hint:
      "→ next step, ← back, ? all keys. Ctrl+→ selects a number, then Tab goes on to the next and " +
      "Esc lets go. Tab leaves the picture.",
    typing: "Your answer",
    take_back: "Take back a sign",
    check: "Check",
    back: "Back",
    next: "Next",
    lessons: "Lessons",
    open: "Open …",
    save: "Save",
    actions: "Keys",
    full_screen: "Full screen",
    licences: "Licences",
    close: "Close",
    menu: "Menu",
    open_hint:
      "Open a lesson file of your own, or drop it on the page. A table of samples (.csv) goes with " +
      "its lesson: choose both.",
    open_file: "Choose files …",
    save_picture: "This step as a picture (.png)",
    save_text: "This step as text (.txt)",
    save_trace: "Every step up to this iteration, as data (.jsonl)",
    save_trace_text: "Every step up to this iteration, as text (.txt)",
    save_lesson: "The lesson file (.json)",
    save_journal: "What you did and answered on this page (.jsonl)",
    copy_link: "Copy a link to this step",
    copied: "The link is copied.",
    actions_hint: "What a key does, a click on its line does as well.",
    touch_hint:
      "Without a keyboard: tap the left or right side for a step, or swipe; pinch for the size of " +
      "the text; tap what looks like a button, or a number; draw along the timeline.",
    wrong_link: "This link could not be followed:",
    wrong_file: "This lesson could not be opened:",
    unknown_lesson: "There is no lesson {1}. The list “Lessons” has all of them.",
    missing_file: "The link is about a file of its author's, {1}. Open that file to follow it.",
    failed: "The program had to stop:",
    old_browser:
      "This browser is too old for Backstep. It needs WebAssembly and DecompressionStream: Chrome " +
      "or Edge 80, Firefox 113, Safari 16.4 or later.",
    about:
      "Backstep goes through the forward pass, the backward pass and the update of a small network, " +
      "one operation at a time, forwards and back, and shows every matrix beside its formula.",
    about_private: "It works without a network and sends nothing anywhere.",
  },
  zh: {
    heading: "Backstep：一次一个运算看反向传播",
    picture: "这一步的网络、公式和矩阵",
    keys_hint:
      "→ 下一步，← 上一步，? 全部按键。Ctrl+→ 选中一个数，之后 Tab 选下一个，Esc 取消。没有选中时，Tab 离开图画。",
    typing: "你的答案",
    take_back: "退一格",
    check: "核对",
    back: "上一步",
    next: "下一步",
    lessons: "课程",
    open: "打开…",
    save: "保存",
    actions: "按键",
    full_screen: "全屏",
    licences: "许可",
    close: "关闭",
    menu: "菜单",
    open_hint: "打开自己的课程文件，或把它拖到页面上。样本表（.csv）和课程一起选。",
    open_file: "选择文件…",
    save_picture: "这一步的图片（.png）",
    save_text: "这一步的文字（.txt）",
    save_trace: "到这次迭代为止的每一步，数据（.jsonl）",
    save_trace_text: "到这次迭代为止的每一步，文字（.txt）",
    save_lesson: "课程文件（.json）",
    save_journal: "在这个页面上做过、答过的（.jsonl）",
    copy_link: "复制这一步的链接",
    copied: "链接已复制。",
    actions_hint: "点一行，和按那个键一样。",
    touch_hint:
      "没有键盘时：点左侧或右侧走一步，或者滑动；双指缩放改变字号；点像按钮的地方或数；沿时间线拖动。",
    wrong_link: "这个链接打不开：",
    wrong_file: "这一课打不开：",
    unknown_lesson: "没有名为 {1} 的课。全部课程在“课程”列表里。",
    missing_file: "这个链接说的是作者自己的文件 {1}。请先打开那个文件。",
    failed: "程序不能继续：",
    old_browser:
      "这个浏览器太旧。Backstep 需要 WebAssembly 和 DecompressionStream：Chrome 或 Edge 80、Firefox 113、Safari 16.4 以上。",
    about: "Backstep 一次一个运算地走过一个小网络的前向、反向和更新，可进可退，每个矩阵都在公式旁边。",
    about_private: "不需要网络，也不向任何地方发送任何东西。",
  },
};

// The text of a word now; {1} is replaced.
function say(name, value) {
  const text = words[document.documentElement.lang === "zh" ? "zh" : "en"][name];
  return value === undefined ? text : text.replace("{1}", value);
}
