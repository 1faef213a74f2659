/** One decision on a right, seen from a voice of its holder. */
export interface GivenDecision {
  /** By the holder's own hand, not by a power of attorney. */
  readonly own: boolean;
  readonly channel: string;
  /** No refused power stands behind it. */
  readonly stands: boolean;
}

export interface Voiced {
  /** Whoever looks would vote by a power of attorney. */
  readonly byPower: boolean;
  /** The owners vote in the system; elsewhere decisions are on paper. */
  readonly online: boolean;
}

/**
 * Does this decision give the voice? A sheet typed in by others, or an agent's vote, does not stop the holder from voting
 * in the system: only one is counted. For an agent any standing vote by power has given it.
 */
export const givesVoice = ({ own, channel, stands }: GivenDecision, { byPower, online }: Voiced): boolean =>
  (!online || channel === 'online') && (own || (byPower && stands));
