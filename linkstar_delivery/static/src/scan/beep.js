let context = null;

/** A short high sound for yes, a long low one for no: easy to distinguish in a loud hall without looking. */
export function beep(ok) {
    const AudioContext = window.AudioContext || window.webkitAudioContext;
    if (!AudioContext) {
        return;
    }
    context ||= new AudioContext();
    context.resume();
    const [tone, seconds, form] = ok ? [1320, 0.12, "sine"] : [180, 0.6, "square"];
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.type = form;
    oscillator.frequency.value = tone;
    volume.gain.value = ok ? 0.5 : 0.35;
    oscillator.connect(volume).connect(context.destination);
    oscillator.start();
    oscillator.stop(context.currentTime + seconds);
}
