/** What the provider says of a person, in the ЕСИА shape; `oid` is its own number of the person. */
export interface Claims {
  issuer: string;
  oid: string;
  snils: string;
  lastName: string;
  firstName: string;
  middleName: string | null;
  trusted: boolean;
}

export interface ProviderAttempt {
  state: string;
  nonce: string;
  verifier: string;
}

/** The door to the sign-in provider. */
export interface IdentityProvider {
  /** A fresh attempt and the address at the provider that a person is sent to. */
  begin(): Promise<{ attempt: ProviderAttempt; address: string }>;
  /** The provider's answer, checked against the attempt it must belong to. */
  finish(query: string, attempt: ProviderAttempt): Promise<Claims>;
}
