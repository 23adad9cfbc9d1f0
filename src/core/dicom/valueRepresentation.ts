/** A VR as its two letters in one number, so that scanning compares integers; 0 = none was written (implicit). */
export type VrCode = number;

/** The code of a VR given by its letters. */
export function vrCode(letters: string): VrCode {
  return (letters.charCodeAt(0) << 8) | letters.charCodeAt(1);
}

/** VRs whose explicit length is 32 bits after two reserved bytes (PS3.5 7.1.2). */
const longForm = new Set(
  ['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'].map(vrCode),
);

const shortForm = new Set(
  [
    ...['AE', 'AS', 'AT', 'CS', 'DA', 'DS', 'DT', 'FD', 'FL', 'IS', 'LO', 'LT', 'PN', 'SH', 'SL'],
    ...['SS', 'ST', 'TM', 'UI', 'UL', 'US'],
  ].map(vrCode),
);

/** True when the explicit length of this VR takes four bytes. */
export function hasLongLength(vr: VrCode): boolean {
  return longForm.has(vr);
}

/** True for the VRs of PS3.5 6.2. */
export function isKnownVr(vr: VrCode): boolean {
  return shortForm.has(vr) || longForm.has(vr);
}

/** True when both bytes are capital letters, as those of every VR, known or to come. */
export function isVrShaped(vr: VrCode): boolean {
  const first = vr >> 8;
  const second = vr & 0xff;
  return first >= 0x41 && first <= 0x5a && second >= 0x41 && second <= 0x5a;
}
