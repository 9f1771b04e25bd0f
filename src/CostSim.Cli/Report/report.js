"use strict";
document.querySelectorAll(".slider").forEach(function (box) {
  var data = JSON.parse(box.querySelector("script").textContent);
  var inputs = box.querySelectorAll("input");
  var places = box.querySelectorAll("label .at");
  var sentence = box.querySelector("output");
  function show() {
    inputs.forEach(function (input, i) {
      var text = data.texts[i][Number(input.value)];
      input.setAttribute("aria-valuetext", text);
      places[i].textContent = text;
    });
    var point = data.points[inputs.length > 1 ? Number(inputs[1].value) : 0][Number(inputs[0].value)];
    sentence.textContent = point.sentence;
    box.querySelectorAll("meter").forEach(function (meter, option) {
      meter.value = point.shares[option];
      meter.textContent = point.texts[option];
    });
    box.querySelectorAll("dd.share").forEach(function (cell, option) { cell.textContent = point.texts[option]; });
  }
  inputs.forEach(function (input) { input.addEventListener("input", show); });
  box.hidden = false;
  show();
});
