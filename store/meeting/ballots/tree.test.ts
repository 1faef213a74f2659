import fc from 'fast-check';
import { consistencyPath, extendsTree, includes, inclusionPath, leafHash, rootOf } from './tree';

const leavesOf = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));

/** The standard inputs and roots for implementations of RFC 6962. */
const KNOWN_INPUTS = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const KNOWN_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the tree over ballots', () => {
  it('gives the roots that RFC 6962 implementations agree upon', () => {
    const leaves = KNOWN_INPUTS.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    expect(KNOWN_ROOTS.map((_, index) => rootOf(leaves.slice(0, index + 1)).toString('hex'))).toEqual(KNOWN_ROOTS);
    expect(rootOf([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('proves every leaf of every tree up to 65 and refuses a foreign one', () => {
    const stranger = leafHash(Buffer.from('stranger'));
    for (let size = 1; size <= 65; size += 1) {
      const leaves = leavesOf(size);
      const root = rootOf(leaves);
      for (const [index, leaf] of leaves.entries()) {
        const path = inclusionPath(leaves, index);
        expect(includes({ leaf, index, size, path, root })).toBe(true);
        expect(includes({ leaf: stranger, index, size, path, root })).toBe(false);
        expect(includes({ leaf, index: index + 1, size, path, root })).toBe(false);
      }
    }
  });

  it('shows that each tree continues each earlier one, for every m < n ≤ 200', () => {
    const leaves = leavesOf(200);
    const roots = Array.from({ length: 201 }, (_, size) => rootOf(leaves, 0, size));
    const wrong: string[] = [];
    for (let size = 2; size <= 200; size += 1) {
      for (let oldSize = 1; oldSize < size; oldSize += 1) {
        const [oldRoot, root] = [roots[oldSize] as Buffer, roots[size] as Buffer];
        const path = consistencyPath(leaves, oldSize, size);
        if (!extendsTree({ oldSize, oldRoot, size, root, path })) wrong.push(`${oldSize} < ${size} is not shown`);
        const other = roots[oldSize - 1] as Buffer;
        if (extendsTree({ oldSize, oldRoot: other, size, root, path }))
          wrong.push(`${oldSize} < ${size} takes a foreign root`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('verifies a proof of any leaf of any tree and refuses it with one byte changed anywhere', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (size, pick, place, flip) => {
          const leaves = leavesOf(size);
          const index = pick % size;
          const path = inclusionPath(leaves, index);
          const proof = { leaf: leaves[index] as Buffer, index, size, path, root: rootOf(leaves) };
          expect(includes(proof)).toBe(true);
          const parts = [proof.leaf, ...path, proof.root].map((part) => Buffer.from(part));
          const bytes = place % (parts.length * 32);
          const hit = parts[Math.floor(bytes / 32)] as Buffer;
          hit[bytes % 32] = (hit[bytes % 32] as number) ^ flip;
          const [leaf, root] = [parts[0] as Buffer, parts.at(-1) as Buffer];
          expect(includes({ leaf, index, size, path: parts.slice(1, -1), root })).toBe(false);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
