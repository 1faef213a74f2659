import { keyName, signText, verifyText, type KeyPair } from '../../../store/case/signature';
import type { PaperFacts } from './facts';
import { participantRows } from './register';

export const XML_SPACE = 'urn:domovoy:meeting-protocol:1';

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
// XML 1.0 forbids most control characters even as references.
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
export const escapeXml = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

type Attributes = Readonly<Record<string, string | number | boolean | null>>;

function tag(name: string, attributes: Attributes, inside: readonly string[] | string = []): string {
  const said = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${escapeXml(String(value))}"`],
  );
  const head = `<${name}${said.join('')}`;
  if (typeof inside === 'string') return `${head}>${escapeXml(inside)}</${name}>`;
  return inside.length === 0 ? `${head}/>` : `${head}>\n${inside.join('\n')}\n</${name}>`;
}

/**
 * 266/пр: the protocol of an electronic meeting for programs. Votes are exact fractions. The installation's key signs
 * it; the operator's qualified signature is added on the way to ГИС ЖКХ, not here.
 */
export function protocolXml(facts: PaperFacts, { publicKey, privateKey }: KeyPair): string {
  const body = unsigned(facts);
  const signature = tag(
    'signature',
    { algorithm: 'Ed25519', key: publicKey, name: keyName(publicKey) },
    signText(body, privateKey),
  );
  return `${body}<!--signed text ends here-->\n${signature}\n</protocol>\n`;
}

/** Whether the key has signed this text. */
export function verifyXml(xml: string, publicKey: string): boolean {
  const found =
    /^([\s\S]*)<!--signed text ends here-->\n<signature [^>]*>([0-9a-f]{128})<\/signature>\n<\/protocol>\n$/.exec(xml);
  return (
    found?.[1] !== undefined && found[2] !== undefined && verifyText({ text: found[1], signature: found[2] }, publicKey)
  );
}

function unsigned(facts: PaperFacts): string {
  const { file, meeting, address, count, protocol, checkpoint } = facts;
  if (!count || !protocol) throw new Error('A protocol is drawn up of counted votes');
  const head: Attributes = {
    xmlns: XML_SPACE,
    number: protocol.number,
    order: protocol.formNorm,
    drawnUpAt: (protocol.completeAt ?? protocol.draftedAt).toISOString(),
  };
  const parts = [
    tag('house', { address, zone: file.zone }),
    tag(
      'meeting',
      {
        form: meeting.form,
        annual: meeting.annual,
        opensAt: meeting.opensAt?.toISOString() ?? null,
        closesAt: meeting.closesAt?.toISOString() ?? null,
        noticedAt: meeting.noticedAt?.toISOString() ?? null,
      },
      meeting.title,
    ),
    tag('quorum', { total: count.total, participating: count.participating, needed: count.needed, met: count.quorum }),
    tag('turnout', { online: count.online, paper: count.paper, hand: count.hand }),
    tag(
      'questions',
      {},
      facts.results.map((one) =>
        tag(
          'question',
          {
            number: one.number,
            kind: one.kind,
            rule: one.rule,
            citation: one.citation,
            for: one.votesFor,
            against: one.votesAgainst,
            abstained: one.votesAbstained,
            invalid: one.votesInvalid,
            absent: one.votesAbsent,
            passed: one.passed,
            missing: one.missing,
            ...(one.entrance && {
              entrance: one.entrance.number,
              entranceTotal: one.entrance.total,
              entranceParticipating: one.entrance.participating,
              entranceFor: one.entrance.for,
            }),
          },
          one.wording,
        ),
      ),
    ),
    // Participants are named as in the published list, so passing the file on reveals nothing more (152-ФЗ).
    tag(
      'participants',
      {},
      participantRows(facts).map(({ number, brief, exact }) =>
        tag('participant', { premises: number, name: brief, votes: exact }),
      ),
    ),
    ...(checkpoint
      ? [tag('log', { size: checkpoint.size, root: checkpoint.root, at: checkpoint.at.toISOString() }, checkpoint.text)]
      : []),
  ];
  const whole = tag('protocol', head, parts);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${whole.slice(0, -'</protocol>'.length)}`;
}
