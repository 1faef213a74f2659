/** Who reads a variable: a program of bin/, or `tests`. */
export type Reader =
  | 'start'
  | 'migrate'
  | 'seed'
  | 'api'
  | 'worker'
  | 'identity'
  | 'post'
  | 'doctor'
  | 'backup'
  | 'restore'
  | 'files'
  | 'tests';

export interface Variable {
  kind: 'text' | 'number' | 'url' | 'choice' | 'proxies' | 'roles' | 'address';
  meaning: string;
  readers: readonly Reader[];
  default?: string;
  choices?: readonly string[];
  /** Never printed, never stored in a file of the project. */
  secret?: true;
}

/**
 * The one list of environment variables (a test compares README and docker-compose.yml with it). A variable without a
 * default may be absent: `npm start` then sets its own, other programs say that they need it.
 */
export const variables = {
  PORT: {
    kind: 'number',
    default: '8080',
    meaning: 'Port of the pages and the API',
    readers: ['start', 'api', 'doctor'],
  },
  HOST: { kind: 'text', default: '127.0.0.1', meaning: 'Address the pages and the API listen on', readers: ['api'] },
  PUBLIC_URL: {
    kind: 'url',
    meaning: 'Address under which people reach the pages; http://localhost:PORT when absent',
    readers: ['start', 'api', 'worker', 'identity', 'post'],
  },
  TRUST_PROXY: {
    kind: 'proxies',
    meaning:
      'Own proxies before the pages: how many hops (1), or their addresses and networks (10.0.0.7,10.1.0.0/16); without it X-Forwarded-For is not believed',
    readers: ['api'],
  },
  DATA_DIR: {
    kind: 'text',
    default: '.data',
    meaning: 'Folder with the data, secrets and logs of the embedded engines',
    readers: ['start', 'api', 'post', 'doctor', 'backup', 'restore', 'files'],
  },
  LOG_LEVEL: {
    kind: 'choice',
    default: 'info',
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
    meaning: 'How much the programs log; debug also shows stack traces',
    readers: ['start', 'api', 'worker'],
  },
  INSTALLATION_KIND: {
    kind: 'choice',
    default: 'training',
    choices: ['training', 'live'],
    meaning: 'What a new database becomes; read once, when the database is created',
    readers: ['start', 'migrate'],
  },
  DATABASE_URL: {
    kind: 'url',
    meaning: 'Postgres as the role that serves people (domovoy_app)',
    secret: true,
    readers: ['start', 'api', 'worker', 'seed', 'identity', 'doctor'],
  },
  DATABASE_OWNER_URL: {
    kind: 'url',
    meaning: 'Postgres as the role that owns the schema (domovoy_owner)',
    secret: true,
    readers: ['start', 'migrate', 'backup', 'restore', 'files'],
  },
  FILES_URL: {
    kind: 'url',
    meaning:
      'S3-compatible store for documents and kept histories, s3://key:secret@host:port/bucket?tls=1&region=us-east-1; in the database when absent',
    secret: true,
    readers: ['start', 'api', 'worker', 'seed', 'doctor', 'backup', 'files'],
  },
  DATABASE_POOL: {
    kind: 'number',
    default: '10',
    meaning:
      'Most connections one program keeps open to Postgres; a worker keeps half as many again for what stands beside the cases',
    readers: ['api', 'worker'],
  },
  WORKER_ROLES: {
    kind: 'roles',
    default: 'all',
    meaning:
      'What this worker does: cases (or cases-appeal, cases-meeting, cases-outage), relay, letters, documents, batch, exchange',
    readers: ['worker'],
  },
  WORKER_ROLLOUT: {
    kind: 'choice',
    default: 'auto',
    choices: ['auto', 'manual'],
    meaning:
      'When cases go by the build of this worker: auto as soon as it runs, manual when `npm run rollout` says so',
    readers: ['worker'],
  },
  WORKER_PATCHES: {
    kind: 'choice',
    default: 'on',
    choices: ['on', 'off'],
    meaning: 'off: branches behind `patched` are not taken yet, so that cases can go back to the build before',
    readers: ['worker'],
  },
  TEMPORAL_ADDRESS: {
    kind: 'text',
    meaning: 'host:port of a Temporal server that already runs',
    readers: ['start', 'api', 'worker', 'seed', 'doctor'],
  },
  TEMPORAL_NAMESPACE: {
    kind: 'text',
    default: 'default',
    meaning: 'Temporal namespace of this region',
    readers: ['api', 'worker', 'seed'],
  },
  TEMPORAL_TLS: {
    kind: 'choice',
    default: 'false',
    choices: ['true', 'false'],
    meaning: 'Whether that server is reached by TLS; true by itself where a certificate or a key is given',
    readers: ['api', 'worker', 'seed'],
  },
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: {
    kind: 'text',
    meaning: 'File with the certificate that signs for the server; those the system trusts when absent',
    readers: ['api', 'worker', 'seed'],
  },
  TEMPORAL_TLS_SERVER_NAME: {
    kind: 'text',
    meaning: "Name in the server's certificate, where it is not the one in the address",
    readers: ['api', 'worker', 'seed'],
  },
  TEMPORAL_TLS_CLIENT_CERT_PATH: {
    kind: 'text',
    meaning: 'File with our certificate, where the server asks for one',
    readers: ['api', 'worker', 'seed'],
  },
  TEMPORAL_TLS_CLIENT_KEY_PATH: {
    kind: 'text',
    meaning: 'File with the key of that certificate',
    readers: ['api', 'worker', 'seed'],
  },
  TEMPORAL_API_KEY: {
    kind: 'text',
    meaning: 'Key that opens the server (Temporal Cloud)',
    secret: true,
    readers: ['api', 'worker', 'seed'],
  },
  TEMPORAL_CLI: {
    kind: 'text',
    meaning: 'Path of a Temporal CLI with Server 1.32 or newer',
    readers: ['start', 'doctor'],
  },
  TEMPORAL_UI_URL: { kind: 'url', meaning: 'Address of the Temporal Web UI, for links in the pages', readers: ['api'] },
  SESSION_SECRET: {
    kind: 'text',
    meaning: 'Key that signs sessions, at least 32 characters',
    secret: true,
    readers: ['api'],
  },
  OIDC_ISSUER: {
    kind: 'url',
    meaning: 'Sign-in provider (ЕСИА shape); a local one is started when absent',
    readers: ['start', 'api', 'identity'],
  },
  OIDC_CLIENT_ID: {
    kind: 'text',
    default: 'domovoy',
    meaning: 'Our name at the provider',
    readers: ['api', 'identity'],
  },
  OIDC_CLIENT_SECRET: {
    kind: 'text',
    meaning: 'Our secret at the provider',
    secret: true,
    readers: ['api', 'identity'],
  },
  IDENTITY_PORT: { kind: 'number', meaning: 'Port of the local sign-in provider', readers: ['identity'] },
  SMTP_URL: {
    kind: 'url',
    meaning: 'Mail server; a local sink is started when absent',
    secret: true,
    readers: ['start', 'api', 'worker', 'post'],
  },
  MAIL_FROM: {
    kind: 'text',
    default: 'Домовой <noreply@localhost>',
    meaning: 'Sender of letters',
    readers: ['api', 'worker'],
  },
  SMPP_URL: {
    kind: 'url',
    meaning: 'SMS centre, smpp://name:password@host:port; a local sink is started when absent',
    secret: true,
    readers: ['start', 'worker', 'post'],
  },
  PUSH_PRIVATE_KEY: {
    kind: 'text',
    meaning: 'Our key at push services of browsers (VAPID), 32 bytes in base64url; no notifications without it',
    secret: true,
    readers: ['start', 'worker'],
  },
  PUSH_PUBLIC_KEY: {
    kind: 'text',
    meaning: 'Public half of that key, 65 bytes in base64url; the page that switches notifications on needs it',
    readers: ['api', 'worker'],
  },
  PUSH_HOSTS: {
    kind: 'text',
    meaning:
      'More push services browsers may name, e.g. push.example.ru,*.push.example.ru; see store/letters/push-services.ts',
    readers: ['api', 'worker'],
  },
  POST_PORT: {
    kind: 'number',
    meaning: 'Port of the page that shows what the local sinks took, and of the local push service',
    readers: ['post', 'api', 'worker'],
  },
  METRICS_TOKEN: {
    kind: 'text',
    meaning: 'Bearer token that opens /metrics; open to this machine only when absent',
    secret: true,
    readers: ['api'],
  },
  WORKER_METRICS: {
    kind: 'address',
    meaning:
      'host:port where a worker shows the figures of its engine SDK to Prometheus, without a token; none when absent',
    readers: ['start', 'worker'],
  },
  CHROMIUM_PATH: {
    kind: 'text',
    meaning: 'Browser that prints PDF; the one from npm when absent',
    readers: ['worker', 'doctor'],
  },
  XDG_CACHE_HOME: {
    kind: 'text',
    meaning: 'Cache folder of the user, where built engines are kept',
    readers: ['start', 'doctor', 'worker'],
  },
  PATH: { kind: 'text', default: '', meaning: 'Where programs are looked for', readers: ['start', 'doctor', 'worker'] },
  TEST_DATABASE_ADMIN_URL: {
    kind: 'url',
    meaning: 'Postgres of the test run as superuser; set by proof/setup.ts',
    secret: true,
    readers: ['tests'],
  },
  TEST_TEMPORAL_ADDRESS: {
    kind: 'text',
    meaning: 'Temporal of the test run; set by proof/setup.ts',
    readers: ['tests'],
  },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
