// A box for words grows with the words.
export function attach(box) {
  if (CSS.supports("field-sizing", "content")) return void (box.style.fieldSizing = "content");
  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 4}px`;
  };
  box.addEventListener("input", grow);
  grow();
}
