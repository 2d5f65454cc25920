import type { Pack } from '../pack.ts';
import { acceleratorWords } from './accelerators.ts';
import { auditStageWords, auditVerdictWords, auditWords, ownStateWords, payWords, seatStateWords } from './audits.ts';
import { bookWords } from './books.ts';
import { checkReasonWords } from './checkReasons.ts';
import { choiceWords } from './choices.ts';
import { diagnosticsWords } from './diagnostics.ts';
import { approveWords, benchmarkWords, governanceWords, parameterWords, stakingWords } from './economy.ts';
import { errorWords, faultWords, fieldWords, unknownFailure } from './errors.ts';
import { classWords, giveBackChoices, giveBackWords, guestWords, limitWords, presetWords, ruleSentences, ruleText } from './guest.ts';
import { fleetWords } from './fleet.ts';
import { guardWords } from './guards.ts';
import { jobColumnWords } from './jobColumns.ts';
import { downloadWords, modelCacheWords } from './modelCache.ts';
import { modelsWords } from './models.ts';
import { listWords, networkTextWords, refuseWords } from './lists.ts';
import { noticeMore, noticeTitles, noticeWords } from './notices.ts';
import { checkWords, factValueWords, factWords, kindWords, nodeWords, noticeText, pauseWords, severityWords, stageSentences, stageWords, statusActions, statusText, stepWords, verdictWords, visibleStageWords, words } from './page.ts';
import { paymentWords } from './payments.ts';
import { payoutWords, publishWords } from './payout.ts';
import { reasonWords } from './reasons.ts';
import { revertWords } from './reverts.ts';
import { endWords, modelReasonWords, passphraseHintWords, refusalWords } from './saidReasons.ts';
import { stepNoteWords } from './stepNotes.ts';
import { trayWords } from './tray.ts';
import { unreadWords } from './unread.ts';
import { updateWords } from './updates.ts';
import { usageWords } from './usage.ts';
import { walletWords } from './wallet.ts';
import { welcomeWords } from './welcome.ts';

export const italian: Pack = {
  words, errorWords, faultWords, fieldWords, unknownFailure, classWords, giveBackChoices, giveBackWords, guestWords, limitWords, presetWords, ruleSentences, ruleText,
  checkReasonWords, checkWords, factValueWords, factWords, kindWords, nodeWords, noticeText, pauseWords, severityWords, stageSentences, stageWords, statusActions, statusText, stepWords, verdictWords, visibleStageWords, walletWords,
  approveWords, benchmarkWords, governanceWords, parameterWords, stakingWords, guardWords,
  auditStageWords, auditVerdictWords, auditWords, ownStateWords, payWords, seatStateWords, bookWords, choiceWords, diagnosticsWords, modelsWords, modelCacheWords, downloadWords, welcomeWords,
  unreadWords, reasonWords, revertWords, acceleratorWords, endWords, modelReasonWords, passphraseHintWords, refusalWords, stepNoteWords, jobColumnWords, listWords, networkTextWords, refuseWords, noticeMore, noticeTitles, noticeWords, paymentWords, payoutWords, publishWords, trayWords, updateWords, usageWords, fleetWords,
};
