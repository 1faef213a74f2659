import { ServiceError, isGrpcServiceError } from '@temporalio/client';

/** The gRPC code of an engine error; the client wraps most of them. Null: it was not the engine. */
export function codeOf(error: unknown): number | null {
  const said = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(said) ? Number(said.code) : null;
}
