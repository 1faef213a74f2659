import type { Known } from '../../store/access/accounts';

/** What the provider says about a person. */
export interface Claims extends Known {
  trusted: boolean;
}

export interface ProviderAttempt {
  state: string;
  nonce: string;
  verifier: string;
}

/** The sign-in provider. */
export interface IdentityProvider {
  /** A new attempt, and the provider's address to send the person to. */
  begin(): Promise<{ attempt: ProviderAttempt; address: string }>;
  /** The provider's answer, checked against the attempt it must belong to. */
  finish(query: string, attempt: ProviderAttempt): Promise<Claims>;
}
