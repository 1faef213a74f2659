/** The smallest valid picture, for tests that only need a scan to exist. */
export const PNG = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478' +
    '9c6360000002000001e527de260000000049454e44ae426082',
  'hex',
);
