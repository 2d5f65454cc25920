import type { Pack } from '../pack.ts';
import { approveWords, benchmarkWords, governanceWords, parameterWords, stakingWords } from './economy.ts';
import { errorWords, faultWords, unknownFailure } from './errors.ts';
import { classWords, giveBackChoices, giveBackWords, guestWords, limitWords, presetWords, ruleSentences, ruleText } from './guest.ts';
import { checkWords, factWords, kindWords, nodeWords, noticeText, pauseWords, severityWords, stageSentences, stageWords, statusActions, statusText, stepWords, verdictWords, visibleStageWords, words } from './page.ts';
import { walletWords } from './wallet.ts';

export const french: Pack = {
  words, errorWords, faultWords, unknownFailure, classWords, giveBackChoices, giveBackWords, guestWords, limitWords, presetWords, ruleSentences, ruleText,
  checkWords, factWords, kindWords, nodeWords, noticeText, pauseWords, severityWords, stageSentences, stageWords, statusActions, statusText, stepWords, verdictWords, visibleStageWords, walletWords,
  approveWords, benchmarkWords, governanceWords, parameterWords, stakingWords,
};
