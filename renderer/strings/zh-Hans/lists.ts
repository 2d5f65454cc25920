import type { Pack } from '../pack.ts';

export const listWords: Pack['listWords'] = {
  jobs: '任务，最新的在前。方向键逐行移动。', proposals: '提案，最新的在前。方向键逐个移动。', reading: '正在读取',
  runningOn: (device) => `${device} 上的任务`, moreJobs: (n) => `还有 ${n} 个`,
};
export const refuseWords: Pack['refuseWords'] = {
  model: '永不接受这个模型', client: '屏蔽这个客户', modelAgain: '重新接受这个模型', clientAgain: '重新接受这个客户',
  modelRefused: (model) => `从现在起拒绝 ${model} 的订单。已接受的任务会做完。`, clientRefused: (client) => `从现在起拒绝 ${client} 的订单。已接受的任务会做完。`,
  modelTaken: (model) => `重新接受 ${model} 的订单。`, clientTaken: (client) => `重新接受 ${client} 的订单。`,
};
export const networkTextWords: Pack['networkTextWords'] = {
  hidden: '已去除隐藏字符', mixed: '一个词混用了多种字母', lookalike: '只是看起来像拉丁字母', links: (hosts) => `链接不会在这里打开，它们指向：${hosts}。`,
};
