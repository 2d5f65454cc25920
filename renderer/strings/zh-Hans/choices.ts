import type { Pack } from '../pack.ts';

export const choiceWords: Pack['choiceWords'] = {
  title: '接受什么', why: '关闭的项目，其订单会被拒绝，也不会对外公布。已接受的任务会做完。', waiting: '正在读取你的选择。', kinds: '任务种类', models: '模型', take: (name) => `接受 ${name}`,
  clients: '拒绝的客户', clientsNone: '没有拒绝任何客户。', client: '客户地址', add: '拒绝', addWrong: '地址由 0x 和 40 个字符组成。', remove: (address) => `重新接受 ${address}`, removeShort: '重新接受',
};
