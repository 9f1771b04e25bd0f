"use strict";
document.querySelectorAll(".slider").forEach(function (box) {
  var data = JSON.parse(box.querySelector("script").textContent);
  var input = box.querySelector("input");
  var sentence = box.querySelector("output");
  function show() {
    var point = data.points[Number(input.value)];
    sentence.textContent = point.sentence;
    input.setAttribute("aria-valuetext", point.worth);
    box.querySelectorAll("meter").forEach(function (meter, option) {
      meter.value = point.shares[option];
      meter.textContent = point.texts[option];
    });
    box.querySelectorAll("dd.share").forEach(function (cell, option) { cell.textContent = point.texts[option]; });
  }
  input.addEventListener("input", show);
  box.hidden = false;
  show();
});
