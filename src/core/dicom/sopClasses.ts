const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

/** Secondary Capture and its multi-frame kin: pictures of pictures, whose values measure nothing (PS3.3 A.8). */
export function isCaptureClass(sopClassUid: string): boolean {
  return sopClassUid === SECONDARY_CAPTURE || sopClassUid.startsWith(`${SECONDARY_CAPTURE}.`);
}
