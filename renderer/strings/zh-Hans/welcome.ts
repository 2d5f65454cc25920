import type { Pack } from '../pack.ts';

export const welcomeWords: Pack['welcomeWords'] = {
  steps: ['欢迎', '这台机器', '如何表现', '钱包', '第一张收据'],
  progress: (step, steps, name) => `第 ${step} 步，共 ${steps} 步：${name}`, waiting: '请稍候。',
  next: '继续', back: '返回', leave: '以后再说', leaveWhy: '在“设置”里可以回到你停下的地方。', done: '前往概览', skip: '暂时跳过钱包',
  again: '入门介绍', againWhy: 'Hearth 是什么、这台机器、它的规则、钱包和第一张收据。', takeUp: (step) => `从第 ${step} 步继续`, show: '再看一次',
  hello: {
    title: '让闲着的电脑自己挣点钱。', lead: '在你不用这台机器时，Hearth 用它为别人运行 AI 任务。每个任务都会留下一张任何人都能检查的收据。',
    promises: [
      { title: '它会让路', text: '你玩游戏、用程序，或到了你设定的时间，它就停下，并说明是什么让它停下。' },
      { title: '你的密钥留在这里', text: '由一个单独的程序保管。随便看看不需要账户、质押或地址。' },
      { title: '未经检查的东西不会运行', text: '只运行每个文件都与其哈希一致的模型，而且进程里没有网络、没有密钥。' },
    ],
    restore: '以前用过 Hearth？恢复它的钱包',
    questions: '开始之前',
    answers: [
      { ask: '这是真钱吗？', answer: '现在不是。你在练习网络上：真实的任务、真实的收据、本机上一条真实的链，以及离开它就一文不值的币。每个金额都会标明。' },
      { ask: '陌生人在这里运行什么？', answer: '你安装的模型，输入由他们发来。他们不能发送程序。他们问了什么、得到了什么都不会留在这里，只留下哈希和大小。' },
      { ask: '我可以拒绝什么？', answer: '任何模型、任何设备、任何时段。你拒绝的订单会给别人，拒绝不花任何代价。' },
      { ask: '如果我直接关机呢？', answer: '什么都不会坏。没做完的任务退回给客户，不付款。做完的保存在磁盘上，等你回来后付款。只有被证明是假的收据才会损失质押。' },
    ],
  },
  machine: { title: '这里有什么可以工作', lead: '把 Hearth 不该动的关掉。只有处理器也够用。', checks: '刚刚检查过', disk: '可用磁盘', diskFine: (free) => `剩余 ${free}。`, diskLow: (free) => `只剩 ${free}。请腾出空间，或添加磁盘规则。`, diskUnknown: '系统没有说明剩余多少。', chain: '网络', chainFine: '练习链有响应。', chainNone: '没有链。收据留在本机，这里的一切照常工作。', chainGone: '链还没有响应。这里没有什么在等它。', device: '计算设备', deviceFine: '就绪。', deviceNone: '找到的设备都不能用这个运行时计算。各自的原因见“设备”。', deviceOff: '所有设备都已关闭。打开一个才能工作。' },
  behaviour: { title: '什么时候可以工作', lead: '三种方式，列出全部数值。以后可以在“规则”里修改每个数值。' },
  wallet: { title: '收入去哪里', lead: '没有钱包时，收入归 Hearth 为自己生成的密钥，在练习网络上没有问题。机密信息从本页直接送到签名程序；Hearth 的其他部分都看不到。', has: '这里有一个钱包。', toWallet: '查看' },
  receipt: {
    title: '你的第一张收据', waiting: '正在等待第一个任务。网络就绪后需要几秒钟。', paused: '现在没有运行，因为你的规则，或因为所有设备都已关闭。请恢复运行，或稍后再来。', order: '现在要一个任务',
    made: (model, units, took) => `${model} 在本机用 ${took} 完成了 ${units}。`, units: { other: '个结果' }, checking: '正在当场检查。', holds: '你的第一张收据成立。', fails: '这张收据不成立。', checks: '在这里重新计算：它的哈希、签名，以及模型本身。', look: '查看它的路径', again: '再检查一次',
  },
};
