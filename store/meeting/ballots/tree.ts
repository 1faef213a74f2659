import { createHash } from 'node:crypto';

/** The history tree of RFC 6962 §2.1 over SHA-256: leaves and nodes are hashed with different prefixes. */
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

export type Hash = Buffer;

const sha256 = (...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const leafHash = (data: Uint8Array): Hash => sha256(LEAF, data);
const nodeHash = (left: Hash, right: Hash): Hash => sha256(NODE, left, right);

/** The largest power of two smaller than n: where an unbalanced tree splits. */
function split(n: number): number {
  let half = 1;
  while (half * 2 < n) half *= 2;
  return half;
}

/** MTH(D[from:to]); the empty tree is the hash of nothing. */
export function rootOf(leaves: readonly Hash[], from = 0, to = leaves.length): Hash {
  const size = to - from;
  if (size === 0) return sha256();
  if (size === 1) return leaves[from] as Hash;
  const middle = from + split(size);
  return nodeHash(rootOf(leaves, from, middle), rootOf(leaves, middle, to));
}

/** PATH(m, D[n]): the siblings from the leaf up to the root. */
export function inclusionPath(leaves: readonly Hash[], index: number, from = 0, to = leaves.length): Hash[] {
  if (index < 0 || index >= to - from) throw new RangeError('no such leaf');
  if (to - from === 1) return [];
  const half = split(to - from);
  const middle = from + half;
  return index < half
    ? [...inclusionPath(leaves, index, from, middle), rootOf(leaves, middle, to)]
    : [...inclusionPath(leaves, index - half, middle, to), rootOf(leaves, from, middle)];
}

/** RFC 9162 §2.1.3.2: whether the path leads from this leaf to this root. */
export function includes({
  leaf,
  index,
  size,
  path,
  root,
}: {
  leaf: Hash;
  index: number;
  size: number;
  path: readonly Hash[];
  root: Hash;
}): boolean {
  if (index < 0 || index >= size) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}

/** PROOF(m, D[n]): shows that the tree of n leaves begins with the tree of m leaves. */
export function consistencyPath(leaves: readonly Hash[], old: number, to = leaves.length): Hash[] {
  if (old < 1 || old > to) throw new RangeError('no such size');
  return subproof(leaves, old, { from: 0, to, whole: true });
}

function subproof(
  leaves: readonly Hash[],
  old: number,
  { from, to, whole }: { from: number; to: number; whole: boolean },
): Hash[] {
  const size = to - from;
  if (old === size) return whole ? [] : [rootOf(leaves, from, to)];
  const half = split(size);
  const middle = from + half;
  return old <= half
    ? [...subproof(leaves, old, { from, to: middle, whole }), rootOf(leaves, middle, to)]
    : [...subproof(leaves, old - half, { from: middle, to, whole: false }), rootOf(leaves, from, middle)];
}

/** RFC 9162 §2.1.4.2. */
export function extendsTree({
  oldSize,
  oldRoot,
  size,
  root,
  path,
}: {
  oldSize: number;
  oldRoot: Hash;
  size: number;
  root: Hash;
  path: readonly Hash[];
}): boolean {
  if (oldSize < 1 || oldSize > size) return false;
  if (oldSize === size) return path.length === 0 && oldRoot.equals(root);
  const nodes = isPowerOfTwo(oldSize) ? [oldRoot, ...path] : [...path];
  let [at, last] = [oldSize - 1, size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  const first = nodes[0];
  if (!first) return false;
  let [older, newer] = [first, first];
  for (const node of nodes.slice(1)) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [older, newer] = [nodeHash(node, older), nodeHash(node, newer)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      newer = nodeHash(newer, node);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && older.equals(oldRoot) && newer.equals(root);
}

const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n));
