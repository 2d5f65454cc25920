import type { acceleratorWords } from './accelerators.ts';
import type { errorWords, fieldWords, unknownFailure } from './errors.ts';
import type { endWords } from './ends.ts';
import type { faultWords } from './faults.ts';
import type { auditStageWords, auditVerdictWords, auditWords, ownStateWords, payWords, seatStateWords } from './audits.ts';
import type { benchmarkWords } from './benchmark.ts';
import type { bookWords } from './books.ts';
import type { checkReasonWords } from './checkReasons.ts';
import type { choiceWords } from './choices.ts';
import type { classWords, giveBackChoices, guestWords, limitWords, presetWords } from './guest.ts';
import type { noticeText, severityWords } from './notices.ts';
import type { jobColumnWords } from './jobColumns.ts';
import type { listWords, refuseWords } from './lists.ts';
import type { noticeMore, noticeTitles, noticeWords } from './noticeCentre.ts';
import type { paymentWords } from './payments.ts';
import type { payoutWords, publishWords } from './payout.ts';
import type { checkWords, factValueWords, factWords, nodeWords, stepWords } from './path.ts';
import type { reasonWords } from './reasons.ts';
import type { revertWords } from './reverts.ts';
import type { modelReasonWords, passphraseHintWords, refusalWords } from './saidReasons.ts';
import type { stepNoteWords } from './stepNotes.ts';
import type { giveBackWords, ruleSentences, ruleText } from './rules.ts';
import type { kindWords, stageSentences, stageWords, verdictWords, visibleStageWords } from './stages.ts';
import type { pauseWords, statusActions, statusText } from './status.ts';
import type { approveWords } from './approve.ts';
import type { guardWords } from './guards.ts';
import type { governanceWords, parameterWords } from './governance.ts';
import type { stakingWords } from './staking.ts';
import type { trayWords } from './tray.ts';
import type { usageWords } from './usage.ts';
import type { fleetWords } from './fleet.ts';
import type { unreadWords } from './unread.ts';
import type { updateWords } from './updates.ts';
import type { walletWords } from './wallet.ts';
import type { modelsWords } from './models.ts';
import type { downloadWords, modelCacheWords } from './modelCache.ts';
import type { networkTextWords } from './networkText.ts';
import type { diagnosticsWords } from './diagnostics.ts';
import type { welcomeWords } from './welcome.ts';
import type { words } from './words.ts';

/** Every group of English words, by the name it has: what a language consists of. A new group of words gets its line here. */
type Groups = {
  readonly words: typeof words;
  readonly errorWords: typeof errorWords; readonly fieldWords: typeof fieldWords; readonly faultWords: typeof faultWords; readonly unknownFailure: typeof unknownFailure;
  readonly auditWords: typeof auditWords; readonly auditStageWords: typeof auditStageWords; readonly auditVerdictWords: typeof auditVerdictWords; readonly ownStateWords: typeof ownStateWords; readonly payWords: typeof payWords; readonly seatStateWords: typeof seatStateWords;
  readonly benchmarkWords: typeof benchmarkWords; readonly bookWords: typeof bookWords; readonly choiceWords: typeof choiceWords;
  readonly classWords: typeof classWords; readonly giveBackChoices: typeof giveBackChoices; readonly guestWords: typeof guestWords; readonly limitWords: typeof limitWords; readonly presetWords: typeof presetWords;
  readonly networkTextWords: typeof networkTextWords; readonly paymentWords: typeof paymentWords;
  readonly payoutWords: typeof payoutWords; readonly publishWords: typeof publishWords;
  readonly jobColumnWords: typeof jobColumnWords;
  readonly listWords: typeof listWords; readonly refuseWords: typeof refuseWords;
  readonly noticeMore: typeof noticeMore; readonly noticeTitles: typeof noticeTitles; readonly noticeWords: typeof noticeWords;
  readonly noticeText: typeof noticeText; readonly severityWords: typeof severityWords;
  readonly checkReasonWords: typeof checkReasonWords; readonly checkWords: typeof checkWords; readonly factValueWords: typeof factValueWords; readonly factWords: typeof factWords; readonly nodeWords: typeof nodeWords; readonly stepWords: typeof stepWords;
  readonly giveBackWords: typeof giveBackWords; readonly ruleSentences: typeof ruleSentences; readonly ruleText: typeof ruleText;
  readonly kindWords: typeof kindWords; readonly stageSentences: typeof stageSentences; readonly stageWords: typeof stageWords; readonly verdictWords: typeof verdictWords; readonly visibleStageWords: typeof visibleStageWords;
  readonly pauseWords: typeof pauseWords; readonly statusActions: typeof statusActions; readonly statusText: typeof statusText;
  readonly trayWords: typeof trayWords;
  readonly unreadWords: typeof unreadWords; readonly reasonWords: typeof reasonWords; readonly revertWords: typeof revertWords; readonly stepNoteWords: typeof stepNoteWords;
  readonly acceleratorWords: typeof acceleratorWords; readonly endWords: typeof endWords; readonly modelReasonWords: typeof modelReasonWords; readonly passphraseHintWords: typeof passphraseHintWords; readonly refusalWords: typeof refusalWords;
  readonly updateWords: typeof updateWords; readonly usageWords: typeof usageWords; readonly fleetWords: typeof fleetWords;
  readonly walletWords: typeof walletWords;
  readonly approveWords: typeof approveWords; readonly stakingWords: typeof stakingWords; readonly guardWords: typeof guardWords;
  readonly modelsWords: typeof modelsWords; readonly modelCacheWords: typeof modelCacheWords; readonly downloadWords: typeof downloadWords; readonly diagnosticsWords: typeof diagnosticsWords;
  readonly welcomeWords: typeof welcomeWords;
  readonly governanceWords: typeof governanceWords; readonly parameterWords: typeof parameterWords;
};

/** The same with holes, which would show as English. test/unit/renderer/strings/languages.test.ts fails on every hole, and names it. */
type WithHoles<Words> = Words extends string | readonly unknown[] | ((...parts: never[]) => unknown) | { readonly other: string } ? Words : { readonly [Key in keyof Words]?: WithHoles<Words[Key]> };

/** One language: a key that English does not have is a type error, as is a sentence that takes other parts. */
export type Pack = { readonly [Name in keyof Groups]?: WithHoles<Groups[Name]> | undefined };
