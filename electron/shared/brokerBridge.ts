import { z } from 'zod';
import { defineBridge } from './bridgeKit.ts';
import { programShape } from './shapes.ts';
import { updateCommands, updateTopics } from './updates.ts';

/**
 * provider ⇄ whoever may fork: Electron's main, or the host under plain Node. The provider decides what runs; the broker starts it, relays
 * its messages and kills it for real (SIGKILL).
 */
export const brokerBridge = defineBridge({
  commands: {
    /**
     * Starts a worker, or in Electron the reader of the system's devices, and opens a channel to it. Messages of the channel travel as {@link channelFrameShape}.
     * env is limited by the broker to names it knows to be harmless (NVIDIA_TF32_OVERRIDE, ORT_LOG). `readable`: folders of models, all that a worker may read beside the program.
     */
    launch: {
      takes: z.strictObject({ program: z.enum(['worker', 'systemReader']), env: z.record(z.string().max(60), z.string().max(200)).default({}), readable: z.array(z.string().max(1000)).max(200).default([]) }),
      gives: z.strictObject({ channel: z.string().max(40), pid: z.number().int() }),
      fails: ['host.programFailed'],
    },
    /** SIGKILL. Done when the process is gone. `why` is for the log; one that is ended for a fault of its own leaves a crash report. */
    kill: { takes: z.strictObject({ channel: z.string().max(40), why: z.string().max(200), isFault: z.boolean().default(false) }), gives: z.strictObject({}), fails: [] },
    /** Opens a channel to the one signer or the one practice network the broker runs. */
    connect: {
      takes: z.strictObject({ program: z.enum(['signer', 'devnet']) }),
      gives: z.strictObject({ channel: z.string().max(40) }),
      fails: ['host.programFailed'],
    },
    /** Where the page is served, with the token of this start; null: a window shows it. */
    readPageAddress: { takes: z.strictObject({}), gives: z.strictObject({ address: z.string().max(200).nullable() }), fails: [] },
    /** Ends Hearth: every program stops, the provider last. */
    quit: { takes: z.strictObject({}), gives: z.strictObject({}), fails: [] },
    ...updateCommands,
  },
  topics: {
    programs: z.array(programShape),
    /** What the system says before and after it sleeps, where a shell hears it. */
    power: z.enum(['awake', 'asleep']),
    ...updateTopics,
  },
});

/** A message of a channel, relayed unread. `closed` says the far program is gone and by which signal or exit code. */
export const channelFrameShape = z.union([
  z.strictObject({ channel: z.string().max(40), message: z.unknown() }),
  z.strictObject({ channel: z.string().max(40), closed: z.string().max(60) }),
]);
