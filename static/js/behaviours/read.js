// 读给我听: appears only where the browser has a voice (WeChat on Android has none).
export function attach(button) {
  if (!("speechSynthesis" in window)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    const source = document.getElementById(button.dataset.read);
    const speech = new SpeechSynthesisUtterance(source?.innerText ?? "");
    speech.lang = document.documentElement.lang;
    speech.rate = 0.85;
    speechSynthesis.speak(speech);
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
