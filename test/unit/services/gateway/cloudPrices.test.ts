import { describe, expect, it } from 'vitest';
import { cloudPrices, costAtClouds, type CloudPrice } from '../../../../electron/services/gateway/cloudPrices.ts';

describe('list prices of clouds', () => {
  it('are of two named clouds for text at least, each figure with its source and day', () => {
    const known = cloudPrices.filter(({ kind, inUsd }) => kind === 'generate' && inUsd !== null);
    expect(new Set(known.map(({ cloud }) => cloud)).size).toBeGreaterThanOrEqual(2);
    for (const { source, readOn } of known) {
      expect(source).toMatch(/^https:\/\//);
      expect(readOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });
  it('say what tokens of one kind cost there, and nothing where no price is known', () => {
    const price: CloudPrice = { cloud: 'A', model: 'm', kind: 'generate', inUsd: '0.50', outUsd: '2', source: 'https://a.example/', readOn: '2026-01-01', remark: '' };
    const prices = [price, { ...price, cloud: 'B', inUsd: null, outUsd: null, readOn: null }, { ...price, cloud: 'C', kind: 'embed' as const }];
    expect(costAtClouds({ unitsIn: 1_000_000, unitsOut: 250_000 }, 'generate', prices).map(({ cloud, usd }) => [cloud, usd])).toEqual([['A', 1], ['B', null]]);
    expect(costAtClouds({ unitsIn: 1_000_000, unitsOut: 7 }, 'embed', prices)).toMatchObject([{ cloud: 'C' }]);
  });
});
