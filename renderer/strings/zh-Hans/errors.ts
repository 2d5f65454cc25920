import { formatBytes } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { coinsOf, isOwnLimit } from '../errors.ts';
import { faultTitle } from '../faults.ts';
import type { Pack } from '../pack.ts';

const theirRequest = '订单没有被接受。这里不用做什么。';
const unpaid = '不会为它付款。';
const refused: Readonly<Record<string, string>> = { kind: '这类任务', model: '这个模型', client: '这个客户' };

export const fieldWords: Pack['fieldWords'] = { missing: '请填写此项。', number: '请输入数字。', least: (least) => `不能小于 ${least}。`, most: (most) => `不能大于 ${most}。`, shape: '格式不对。' };

export const faultWords: Pack['faultWords'] = {
  equivocation: '两张收据用了同一个编号', order: '与订单矛盾', plan: '另一个审计方案', seed: '不是客户抽取的种子', class: '不是订单要求的数值类别',
  stop: '违反停止规则', dispute: '争议败诉', foreignAnchor: '锚定了别的节点的收据',
};
export const unknownFailure: Pack['unknownFailure'] = { what: (code) => `发生了本页无法描述的情况（${code}）。`, next: '没有丢失任何东西。如果再次发生，日志里有更多信息。' };

export const errorWords: Pack['errorWords'] = {
  'internal': ({ incident }) => ({ what: `Hearth 内部出了问题（事件 ${incident}）。`, next: '日志里有这个编号的记录。' }),
  'usage.invalid': ({ reason }) => ({ what: `这样做不行：${reason}。`, next: '没有改动任何内容。' }),

  'bridge.malformed': () => ({ what: '页面和 Hearth 互相没有听懂。', next: '请重新加载页面；两者的版本可能不同。' }),
  'bridge.unknownCommand': ({ command }) => ({ what: `这个 Hearth 不认识“${command}”。`, next: '请重新加载页面；页面可能比 Hearth 新。' }),
  'bridge.closed': () => ({ what: 'Hearth 没有响应。', next: '页面会继续尝试。如果你停止了 Hearth，请重新启动它。' }),
  'bridge.forbidden': () => ({ what: '这个页面没有这个 Hearth 的钥匙。', next: '请打开 Hearth 启动时显示的地址；每次启动的地址都不同。' }),

  'host.alreadyRunning': ({ dataFolder }) => ({ what: `另一个 Hearth 已在使用 ${dataFolder}。`, next: '请使用那一个，或用另一个数据文件夹启动这一个。' }),
  'host.notRunning': ({ dataFolder }) => ({ what: `${dataFolder} 上没有运行中的 Hearth。`, next: '请先启动它。' }),
  'host.portBusy': ({ port }) => ({ what: `端口 ${port} 被另一个程序占用。`, next: '请换一个端口，或不指定，由 Hearth 自己找一个。' }),
  'host.programFailed': ({ program, reason }) => ({ what: `${program} 程序没有启动：${reason}。`, next: 'Hearth 会再试。' }),
  'host.pageMissing': ({ folder }) => ({ what: `${folder} 里没有构建好的页面。`, next: '请用 npm run build:page 构建。' }),
  'update.off': () => ({ what: '本 Hearth 不会自己更新。', next: '设置里有原因。' }),

  'storage.unreadable': ({ path, reason }) => ({ what: `无法读取 ${path}：${reason}。`, next: 'Hearth 没有动它。请放回一份副本，或选择另一个数据文件夹。' }),
  'storage.diskFull': ({ path }) => ({ what: `${path} 所在的磁盘已满。`, next: '腾出空间之前不接受新订单。进行中的工作会保留。' }),
  'storage.locked': ({ path }) => ({ what: `另一个程序占用了 ${path}。`, next: '请关闭它再试。' }),
  'storage.newer': ({ path, found, known }) => ({ what: `${path} 由更新的 Hearth 写入（版本 ${found}，这一个认识 ${known}）。`, next: '请更新 Hearth。没有改动任何内容。' }),
  'file.unreadable': ({ path, reason }) => ({ what: `无法读取 ${path}：${reason === 'missing' ? '没有这个文件' : reason === 'folder' ? '这是一个文件夹' : reason === 'denied' ? '你没有读取它的权限' : reason}。`, next: '没有改动任何东西。请检查路径，或接上它所在的磁盘，并给出文件本身。' }),
  'settings.invalid': ({ path, reason }) => ({ what: `${path} 里的设置不合理：${reason}。`, next: '请改正文件，或删除它以使用默认值。' }),

  'model.notFound': ({ folder }) => ({ what: `${folder} 里没有模型。`, next: '请检查文件夹。' }),
  'model.corrupt': ({ file }) => ({ what: `模型文件 ${file} 不是应有的那个：哈希不同。`, next: 'Hearth 不会运行它。请重新安装模型。' }),
  'model.unreadable': ({ file, reason }) => ({ what: `无法读取模型文件 ${file}：${reason}。`, next: '请改正文件，或重新安装模型。' }),
  'model.unsupported': ({ reason }) => ({ what: `这个模型不能在这里运行：${reason}。`, next: '请选择另一个模型。' }),
  'model.inUse': ({ model, use }) => ({ what: use === 'seat' ? `这里需要 ${model}：本节点是它的验证者之一。` : model === '' ? '任务正在使用这些模型。' : `这里需要 ${model}：有订单在等它。`, next: use === 'seat' ? '请先放弃席位。' : '没有任何改动。等工作完成后再试，或先暂停。' }),
  'model.noRoom': ({ neededBytes, shortBytes, wouldGo }) => ({ what: wouldGo === '' ? `空间不足：即使删除所有可删除的模型，仍缺 ${formatBytes(shortBytes)}。` : neededBytes === 0 ? `按此上限将删除：${wouldGo}。` : `为了再腾出 ${formatBytes(neededBytes)}，将删除：${wouldGo}。`, next: wouldGo === '' ? '请提高上限、取消固定或删除某个模型，或把模型迁移到更大的磁盘。' : '没有删除任何东西。请同意删除，或提高上限。' }),
  'model.moveRefused': ({ folder, reason }) => ({ what: `模型无法迁移到 ${folder}：${reason}。`, next: '它们仍在原处。请指定一个新的或空的文件夹。' }),
  'model.unknown': () => ({ what: '订单指定了这个节点没有的模型。', next: theirRequest }),

  'download.addressInvalid': ({ url, reason }) => ({ what: `不会从这个地址下载：${url}。`, next: reason === 'scheme' ? '必须以 https 开头。' : reason === 'plain' ? 'http 只用于本机。请使用 https。' : reason === 'credentials' ? '请去掉用户名和密码。' : '请写成 https://host/folder/，不带 ? 和 #。' }),
  'download.dataLimit': () => ({ what: '下载已停止：已达到你的流量上限。', next: '已到达的部分会保留。上限的当天或当月结束后，或你在“网络”页面调高上限后，会自动继续。' }),
  'download.unreachable': ({ url, reason }) => ({ what: `${url} 没有正常应答：${reason}。`, next: '已到达的部分会保留。等它应答后继续，或换一个地址。' }),
  'download.untrusted': ({ url, reason }) => ({ what: `${url} 无法证明自己就是它所称的地址：它的证书在这里无效（${reason}）。`, next: '已到达的部分会保留。请换一个地址；若是自己的镜像，请用 NODE_EXTRA_CA_CERTS=文件（你的证书颁发机构的证书）启动 Hearth。' }),
  'download.notThere': ({ url, status }) => ({ what: `${url} 没有可用的模型（HTTP ${status}）。`, next: '请检查地址。那里必须有 hearth-list.json 或 manifest.json。' }),
  'download.redirected': ({ url, to }) => ({ what: `${url} 转向别处：${to}。`, next: '没有从那里取任何东西。如果你信任那里，请自己填写它。' }),
  'download.encoded': ({ url, encoding }) => ({ what: `${url} 以压缩形式（${encoding}）应答，尽管没有要求。`, next: '没有保留任何内容。请换一个地址。' }),
  'download.tooSlow': ({ url, bytesPerSecond }) => ({ what: `${url} 几乎没有给出数据：每秒 ${bytesPerSecond} 字节。`, next: '已到达的部分会保留。稍后继续，或换一个地址。' }),
  'download.tooLarge': ({ url, limitBytes }) => ({ what: `${url} 给出的内容超过 ${formatBytes(limitBytes)}。`, next: '没有保留任何内容。请换一个地址。' }),
  'download.wrongLength': ({ url, expectedBytes, found }) => ({ what: `${url} 给出的长度与列表不符：是 ${found}，而不是 ${formatBytes(expectedBytes)}。`, next: '没有保留任何内容。请换一个地址。' }),
  'download.wrongBytes': ({ file }) => ({ what: `收到的 ${file} 不是所指定的：哈希不同。`, next: '没有保留任何内容。请换一个地址。' }),
  'download.wrongRoot': ({ expected, found }) => ({ what: `这个地址上是另一个模型：是 ${found}，而不是 ${expected}。`, next: '没有保留任何内容。请检查哈希和地址。' }),
  'download.listInvalid': ({ url, reason }) => ({ what: `${url} 的文件列表没有意义：${reason}。`, next: '没有保留任何内容。请换一个地址。' }),

  'input.malformed': ({ reason }) => ({ what: `订单的输入不合理：${reason}。`, next: theirRequest }),
  'input.tooLarge': ({ what, limit, found }) => ({ what: `订单的 ${what} 太大：${found}，最多 ${limit}。`, next: theirRequest }),
  'input.wrongShape': ({ expected, found }) => ({ what: `订单输入的形状是 ${found}，模型接受 ${expected}。`, next: theirRequest }),

  'order.malformed': ({ reason }) => ({ what: `订单不合理：${reason}。`, next: theirRequest }),
  'order.badSignature': () => ({ what: '订单不是由其中所写的客户签名的。', next: theirRequest }),
  'order.notForThisNode': () => ({ what: '订单是给另一个节点的。', next: theirRequest }),
  'order.wrongModel': () => ({ what: '订单指定的模型与请求里的不同。', next: theirRequest }),
  'order.wrongClass': ({ asked, runs }) => ({ what: `订单要求数值类别 ${asked}，这个节点运行 ${runs}。`, next: theirRequest }),
  'order.wrongInput': () => ({ what: '输入不是订单签名时的那个。', next: theirRequest }),
  'order.expired': () => ({ what: '订单到达时已过它自己的期限。', next: theirRequest }),
  'order.priceTooLow': () => ({ what: '订单出价低于这个节点的要价。', next: theirRequest }),
  'order.notFunded': () => ({ what: '客户没有为订单预留足够的钱。', next: '预留之后客户可以重新发送。' }),
  'order.duplicate': () => ({ what: '这个订单以前已接受过。', next: '只做一次，只付一次款。' }),
  'order.notTaken': ({ what }) => ({ what: `这个节点的主人不接受${Object.hasOwn(refused, what) ? refused[what]! : ` ${what}`}。`, next: theirRequest }),
  'order.tooLate': ({ neededSeconds, leftSeconds }) => ({ what: `订单在这里需要 ${neededSeconds} 秒，而离期限只剩 ${leftSeconds} 秒。`, next: theirRequest }),
  'order.unitsTooMany': ({ limit, found }) => ({ what: `订单要求 ${found} 个单位，这个节点最多做 ${limit} 个。`, next: theirRequest }),

  'job.cancelled': () => ({ what: '任务已取消。', next: unpaid }),
  'job.deadline': () => ({ what: '任务没有在期限前完成。', next: `${unpaid}设备已空闲。` }),
  'job.notFound': () => ({ what: '这里没有这个任务。', next: '它可能属于另一个数据文件夹。' }),
  'job.workerLost': ({ attempts, signal }) => ({ what: `运行任务的程序无故结束了 ${attempts} 次：${signal}。`, next: '最后一次尝试后任务被放弃。设备继续接受其他任务。' }),
  'job.handedBack': ({ rule }) => ({ what: `任务已退回：主人的“${rule}”规则收回了设备。`, next: '它会交给另一个提供者。没有人失败。' }),
  'job.slashed': ({ fault, slashedWei }) => ({ what: `${fault === 'silence' ? '没有人及时回应关于收据的争议。' : `收据在链上被证明是假的（${faultTitle(fault)}）。`}损失质押 ${coinsOf(slashedWei)}。`, next: `${unpaid}被罚没的质押不会返还。` }),
  'job.voided': ({ penaltyWei }) => ({ what: `验证者委员会重算了任务并否决了收据：任务作废${penaltyWei === '0' ? '' : `，损失质押 ${coinsOf(penaltyWei)}`}。`, next: `${unpaid}一段时间内，这个节点的每张收据都会被审计。` }),
  'job.busy': ({ running, limit }) => ({ what: `没有空位：${limit} 个任务位中有 ${running} 个在运行。`, next: '客户可以再次请求。' }),
  'job.paused': () => ({ what: '订单到达时 Hearth 处于暂停状态。', next: '客户可以再次请求。' }),

  'worker.lost': ({ signal }) => ({ what: `运行任务的程序无故结束了：${signal}。`, next: '新的程序会接手。' }),
  'worker.loadFailed': ({ reason }) => ({ what: `模型没有加载：${reason}。`, next: '在 Hearth 重新启动之前，设备不再使用这个模型。' }),
  'worker.runFailed': ({ reason }) => ({ what: `模型运行时失败：${reason}。`, next: '不会为这个任务付款。' }),
  'worker.timeout': ({ stage }) => ({ what: `任务用时过长（${stage}）。`, next: '它已被停止，设备已释放。' }),

  'dispute.badTrace': ({ folder, reason }) => ({ what: `${folder} 不是轨迹：${reason}。`, next: '制作它的人会因此在争议中败诉。' }),
  'dispute.wrongModel': ({ expected, found }) => ({ what: `模型是 ${found}，收据写的是 ${expected}。`, next: '请给出收据所写模型的文件夹。' }),
  'evidence.nonFinite': () => ({ what: '模型产生了一个不是数字的值。', next: '没有生成收据，所以没有付款。如果重复出现，说明设备或驱动有故障。' }),

  'audit.notServed': ({ what, reason }) => ({ what: `${what} 没有交出：${reason}。`, next: '在投票时间结束之前会继续索要。' }),
  'guard.notChosen': () => ({ what: '这个节点不替那个节点答复争议。', next: '其所有者用 hearth guards accept 接受它。' }),
  'audit.notDrawn': () => ({ what: '抽签没有为这张收据选中这个验证者。', next: '只有被抽中的才能得到任务的证据包。' }),
  'rows.unavailable': ({ reason }) => ({ what: `无法打开所要的行：${reason}。`, next: '扣留行的任务不会付款。' }),

  'receipt.malformed': ({ reason }) => ({ what: `这不是收据：${reason}。`, next: '请检查文件。' }),
  'receipt.tooLarge': () => ({ what: '这个文件比收据可能的大小还大。', next: '请检查文件。' }),
  'receipt.notFound': () => ({ what: '这个任务还没有收据。', next: '任务完成时签署。' }),
  'receipt.failed': ({ check, reason }) => ({ what: `收据不成立：${check}，${reason}。`, next: '请不要相信它。' }),

  'signer.refused': ({ rule, reason }) => ({ what: `签名程序拒绝签名：${reason}。`, next: isOwnLimit(rule) ? '限额可在钱包的“限额”处更改。' : '它的规则不能从这个页面更改。' }),
  'signer.secondCommitment': () => ({ what: '有人要为同一任务签署第二个不同的结果。签名程序拒绝了。', next: '第一个签名有效。' }),
  'signer.secondVote': () => ({ what: '有人要对同一张收据签署第二张不同的投票。签名程序拒绝了。', next: '第一张投票有效。' }),
  'signer.unavailable': () => ({ what: '签名程序没有响应。', next: '完成的工作会等待，它恢复后签名。' }),
  'signer.ledgerCorrupt': ({ path, line }) => ({ what: `签名程序的账簿 ${path} 在第 ${line} 行损坏。`, next: '在用副本恢复账簿之前，它不签任何东西。' }),

  'wallet.addressInvalid': ({ reason }) => ({ what: `这不是地址：${reason}。`, next: '请从来源处重新完整复制。' }),
  'wallet.backupInvalid': ({ reason }) => ({ what: `这不是钱包备份：${reason}。`, next: '请选择 Hearth 写出的文件。没有改动任何内容。' }),
  'wallet.confirmationMissing': ({ what }) => ({ what: `还缺一项：${what}。`, next: '没有签名。' }),
  'wallet.coolDown': ({ waitMs }) => ({ what: `密码错误次数过多。${Math.ceil(waitMs / 1000)} 秒后可以再试。`, next: '请等待；重新启动不会缩短时间。' }),
  'wallet.tokenInvalid': ({ token, reason }) => ({ what: `${token} 不是可以发送的代币：${reason}。`, next: '请把地址与制作者公布的对照。' }),
  'wallet.exists': ({ what }) => ({ what: `钱包里已有 ${what}。`, next: '没有改动任何内容。' }),
  'wallet.keyInvalid': () => ({ what: '这不是私钥：私钥有 64 位十六进制数字。', next: '请检查。没有保存任何内容。' }),
  'wallet.keystoreInvalid': ({ field, reason }) => ({ what: `无法打开这个密钥文件：${reason}（${field}）。`, next: '不是密码的问题。请在来源处重新导出文件。' }),
  'wallet.locked': () => ({ what: '钱包已锁定。', next: '请用密码解锁。任务和收据照常进行。' }),
  'wallet.lost': ({ addresses }) => ({ what: `这里曾有一个钱包（${addresses}），但它的文件不见了或已损坏。`, next: '请用备份文件或助记词恢复，或说明你要一个新钱包。' }),
  'wallet.nameInvalid': ({ reason }) => ({ what: `这个名称不行：${reason}。`, next: '请换一个。' }),
  'wallet.noChain': () => ({ what: 'Hearth 在离线运行，所以没有链可以查询。', next: '钱包保有密钥；余额和发送需要网络。' }),
  'wallet.noPhrase': () => ({ what: '这个账户没有助记词：它是作为单个密钥导入的。', next: '请保管它的密钥文件或备份文件。' }),
  'wallet.notFound': ({ what }) => ({ what: `钱包里没有 ${what}。`, next: '请查看账户列表。' }),
  'wallet.notPending': () => ({ what: '这笔交易已不在等待。', next: '请查看它的状态。' }),
  'wallet.pathInvalid': ({ path }) => ({ what: `${path} 不是派生路径。`, next: "常用的是 m/44'/60'/0'/0/0。" }),
  'wallet.phraseInvalid': ({ reason, position }) => ({
    what: reason === 'length' ? '助记词有 12、15、18、21 或 24 个词。' : reason === 'word' ? `第 ${position} 个词不在任何词表里。` : '这些词都在词表里，但合起来不是助记词：校验和不对。',
    next: '请与你写下的内容对照。没有保存任何内容。',
  }),
  'wallet.watchOnly': () => ({ what: '这个账户仅供观察：它的密钥不在这里。', next: '请在密钥所在之处签名。' }),
  'wallet.weakPassphrase': ({ warning }) => ({ what: `这个密码太容易猜到。${warning}`, next: '四个或更多互不相关的词是好密码。' }),
  'wallet.wrongPassphrase': ({ waitMs }) => ({ what: '这个密码打不开它。', next: waitMs > 0 ? `${Math.ceil(waitMs / 1000)} 秒后可以再试。` : '请再试一次。' }),
  'wallet.wrongWords': () => ({ what: '这些不是所问的词。', next: '请看看你写下的内容，再试一次。' }),

  'chain.unreachable': ({ rpcUrl }) => ({ what: `${rpcUrl} 上的链没有响应。`, next: '收据会等待，链恢复后结算。' }),
  'chain.wrongChain': ({ expected, found }) => ({ what: `这是链 ${found}；Hearth 应连接 ${expected}。`, next: '不会向它发送任何东西。请检查链的地址。' }),
  'chain.codeMismatch': ({ contract }) => ({ what: `链上的 ${contract} 合约不是 Hearth 认识的那个。`, next: '不会向它发送任何东西。' }),
  'chain.stale': ({ rpcUrl, ageSeconds }) => ({ what: `链的数据是${formatSpan(ageSeconds * 1000)}前的：${rpcUrl} 没有更新的区块。`, next: '不会据此做任何决定。如果别的机器看到更新的区块，请检查本机时钟和这个地址。' }),
  'chain.addressInvalid': ({ rpcUrl, reason }) => ({ what: `这里不使用这个链地址：${rpcUrl}。`, next: reason === 'scheme' ? '必须以 https 开头。' : reason === 'plain' ? 'http 只用于本机：在通往别的机器的路上，任何人都可能冒充应答。请用 https。' : reason === 'credentials' ? '请去掉用户名和密码；节点接受路径中的密钥。' : reason === 'known' ? '它已经在这里了。' : reason === 'many' ? '最多可以添加八个。请先去掉一个。' : reason === 'silent' ? '它没有应答。请检查地址，或等它应答时再添加；没有改动任何内容。' : '请写成 https://主机/路径。' }),
  'chain.disagreement': ({ rpcUrl, otherUrl, blockNumber }) => ({ what: `链的两个地址对区块 ${blockNumber} 意见不一：${rpcUrl} 和 ${otherUrl}。`, next: '在它们一致之前不做任何决定。如果一直如此，请去掉你较不信任的那个地址。' }),
  'chain.reverted': ({ call, error }) => ({ what: `链拒绝了 ${call}：${error}。`, next: '没有资金变动。' }),
  'chain.deploymentInvalid': ({ path, reason }) => ({ what: `${path} 里的合约列表不合理：${reason}。`, next: '请放回正确的文件。' }),
  'chain.toolMissing': ({ tool, reason }) => ({ what: `缺少 ${tool}：${reason}。`, next: '没有它，练习网络无法启动。' }),

  'chain.gasMissing': () => ({ what: '向链写入的账户付不起手续费。', next: '收据会等到它有余额为止。' }),
  'chain.cancelled': ({ call, reason }) => ({ what: `已撤回 ${call}：${reason}。`, next: '什么都没有执行，只花了手续费。' }),
  'chain.nonceTaken': () => ({ what: '另一个程序在用同一个账户发送。', next: '请停止另一个；两个程序不能共用一个账户。' }),

  'network.unreachable': ({ address }) => ({ what: `无法连接 ${address}。`, next: 'Hearth 会再试。' }),
  'network.malformed': () => ({ what: '一个对等节点发来了不合理的内容。', next: '它的连接已关闭。' }),
  'network.fileInvalid': ({ from, reason }) => ({ what: `不接受网络文件 ${from}：${reason}。`, next: '向运营该网络的人索取网络文件和它的 sha256。' }),
  'network.incompatible': ({ name, found, expected }) => ({ what: `网络 ${name} 使用 ${found}；本 Hearth 使用 ${expected}。`, next: '请使用其运营者指定的 Hearth 版本。' }),
  'network.unknown': ({ name }) => ({ what: `本 Hearth 没有加入名为 ${name} 的网络。`, next: '用 hearth networks 查看；用 hearth join 加入。' }),
  'network.clockWrong': ({ seconds }) => ({ what: `本机时钟与该网络的链相差 ${seconds} 秒。`, next: '先校准本机时钟，再重新加入。' }),

  'gateway.noProvider': ({ modelId }) => ({ what: `现在没有提供者接受 ${modelId} 的任务。`, next: '请稍后再问，或允许更高的价格。' }),
  'gateway.overBudget': ({ neededWei }) => ({ what: `密钥的预算不够支付这可能花费的 ${neededWei} wei。`, next: '请用 hearth gateway-key 提高预算，或要求更少的 token。' }),
  'gateway.notPractice': ({ dataFolder }) => ({ what: `${dataFolder} 里没有练习网络。`, next: '请先用这个数据文件夹运行 hearth start；网关目前只在练习网络上购买。' }),
  'devnet.failed': ({ reason }) => ({ what: `练习网络没有启动：${reason}。`, next: 'Hearth 会再试。' }),
  'test.missing': ({ what, install }) => ({ what: `缺少 ${what}。`, next: `请安装：${install}` }),
};
