import type { Pack } from '../pack.ts';

export const updateWords: Pack['updateWords'] = {
  title: '更新', why: '只有用随本 Hearth 附带的密钥签名的更新才会被接受。',
  off: { headless: '本 Hearth 没有窗口，请用安装它的方式更新：npm 或源代码。', source: '本 Hearth 从源代码运行。新版本随源代码而来。', noFeed: '这个构建不知道去哪里查询更新。', noKey: '这个构建没有用来核对更新的密钥，因此不接受更新。', packaged: '这个软件包请用安装它的方式更新。' },
  choice: '更新的方式', choices: { automatic: '自动', ask: '先问我', never: '从不' }, choiceWhy: { automatic: '自动下载，在 Hearth 退出时安装。', ask: '会通知你。在你同意之前不下载任何东西。', never: '只有按下按钮时 Hearth 才查询。' },
  check: '现在查询', checking: '正在查询更新。', checked: (when) => `上次答复：${when}。`, none: '没有更新的版本。',
  available: (version) => `版本 ${version} 已发布。`, fetch: '下载', downloading: (version, percent) => `正在下载版本 ${version}：${percent}。`,
  ready: (version) => `版本 ${version} 已下载并核对。`, atQuit: 'Hearth 退出时安装。', atWill: '你同意后安装。', install: '安装并重启', installWhy: '会先完成正在运行的任务。', waiting: (version) => `正在运行的任务完成后安装版本 ${version}。`,
  changes: (version) => `版本 ${version} 的变化`,
  problems: { signature: '版本列表没有本 Hearth 认识的密钥的签名。什么也没有下载。', feed: '版本列表有签名，但内容不合规定。什么也没有下载。', older: '版本列表比之前见过的或正在运行的更旧。什么也没有下载。', tampered: '软件包不是签名的那个，或者不完整。已丢弃。', tooLong: '答复超过了允许的长度，已中断。', unreachable: '没有人答复。Hearth 稍后再问。', disk: '软件包无法写入，或旧的无法保留。请腾出空间再试。', notInstalled: '系统没有安装软件包。正在运行旧版本。' },
  rolledBack: (from, to) => `版本 ${from} 两次启动都没有就绪，已恢复 ${to}。不会再提供那个版本。`,
};
