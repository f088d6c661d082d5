#!/usr/bin/env bash
# Makes what an operator installs (docs/operations.md), in publish/ or the folder named: the server for linux-x64 with the
# runtime that it needs, compiled ahead, its data files, the settings file and the systemd units.
set -euo pipefail
cd "$(dirname "$0")"
out=${1:-publish}
if [ -e "$out" ]; then
  echo "$out is there already: remove it, or name another folder." >&2
  exit 1
fi
# In locked mode as in continuous integration: what is published is what was tested.
dotnet publish src/Server -c Release -r linux-x64 --self-contained -o "$out" --nologo -v quiet \
  -p:PublishReadyToRun=true -p:RestoreLockedMode=true -p:PublishDocumentationFile=false -p:PublishReferencesDocumentationFiles=false
mkdir "$out/systemd"
cp systemd/*.service systemd/*.timer systemd/myopenip "$out/systemd/"
cp systemd/appsettings.json "$out/appsettings.json"
cp LICENSE NOTICE docs/operations.md docs/security.md "$out/"
du -sh "$out"
