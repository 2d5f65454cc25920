import { HDNodeWallet, type HDNodeVoidWallet } from 'ethers/wallet';
import { fromHex, utf8Bytes } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { HearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import type { PracticeAccount } from './practiceKeys.ts';

/**
 * Each node that joins somebody else's practice network has an operator of its own, since nobody judges a node of his own operator. The network publishes
 * one extended key; the node derives its operator's address from it, the network its key. Test money: who has one of these keys can find the others.
 */
const rootOf = (p: Primitives, operatorKey: Hex): HDNodeWallet => HDNodeWallet.fromSeed(p.sha256(utf8Bytes('hearth/practice/operators/1'), fromHex(operatorKey)));

/** What a practice network publishes. */
export const operatorsKeyOf = (p: Primitives, operatorKey: Hex): string => rootOf(p, operatorKey).neuter().extendedKey;

/** 31 bits of the node's address: the children that need no secret to be named. */
const indexOf = (node: string): number => Number.parseInt(node.slice(2, 10), 16) >>> 1;

/** The operator that a network keeps for a node. @throws usage.invalid  not an extended key */
export function operatorAddressOf(operatorsKey: string, node: string): Hex {
  try {
    return (HDNodeWallet.fromExtendedKey(operatorsKey) as HDNodeVoidWallet).deriveChild(indexOf(node)).address as Hex;
  } catch (error) {
    throw new HearthError('usage.invalid', { reason: 'the practice network names no operators for nodes that join it; restart it with this version' }, error);
  }
}

/** The account that pays for the network's rounds of randomness: of a branch that no node's address names. */
export function beaconAccountOf(p: Primitives, operatorKey: Hex): PracticeAccount {
  const { privateKey, address } = rootOf(p, operatorKey).deriveChild(0x8000_0000);
  return { privateKey: privateKey as Hex, address: address as Hex };
}

/** The same operator with its key, for the network that keeps it. */
export function operatorAccountOf(p: Primitives, operatorKey: Hex, node: string): PracticeAccount {
  const { privateKey, address } = rootOf(p, operatorKey).deriveChild(indexOf(node));
  return { privateKey: privateKey as Hex, address: address as Hex };
}
