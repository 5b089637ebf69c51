#!/usr/bin/env bash
# next-steps.sh BIN: what to open and what to do after a build, in both languages of the READMEs.
bin=$1
cat <<EOT

Done. Look at the result:
  $bin/veus preview --open       all five episodes in your browser, with captions to switch on
  output/joel/video.ca.mp4             one of the videos with captions burned in
  output/manifest.json                 what the news page reads

Next steps:
  $bin/veus review joel --open   correct the captions in the browser (or stories/joel/ca.srt in any editor), then
  $bin/veus build                only what changed is made again
  copy real footage over stories/joel/joel.mp4, write its own texts and consent into story.toml (no "stand_in" then), and
  $bin/veus build
  $bin/veus new SLUG VIDEO     start a story of your own
  $bin/veus doctor             see what would make the result better on this machine

Fet. Mireu el resultat:
  $bin/veus preview --open       els cinc episodis al navegador, amb subtítols que es poden activar
  output/joel/video.ca.mp4             un dels vídeos amb els subtítols incrustats
  output/manifest.json                 el que llegeix la pàgina de notícies

I ara:
  $bin/veus review joel --open   corregiu els subtítols al navegador (o stories/joel/ca.srt amb un editor), i després
  $bin/veus build                només es torna a fer el que ha canviat
  copieu una gravació real sobre stories/joel/joel.mp4, poseu els seus textos i el consentiment a story.toml (sense
  «stand_in») i
  $bin/veus build
  $bin/veus new NOM VÍDEO      comenceu una història vostra
  $bin/veus doctor             mireu què milloraria el resultat en aquest ordinador
EOT
