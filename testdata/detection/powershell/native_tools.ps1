# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue

$plink = "${env:ProgramFiles}\PuTTY\plink.exe"
Start-Process $plink -ArgumentList '-ssh', '-batch', '-l', 'tunnel', '-pw', 'b0re-h0le', '-L', '13306:db:3306', 'bastion'
sqlcmd -S srvsql -U sa -P sa2016! -Q "select 1"
& 'C:\mysql\bin\mysqldump.exe' -h db -u backup --password=dump_me --single-transaction intranet | Out-File x.sql
docker login registry.harbor.lan -u ci -p Whale_Tail_4
ldifde -i -f x.ldf -s adlds01:50001 -b adlds_admin PARTNERS Embassy8 -u
& expdp "sauv/Expdp4Night@PROD" directory=SAUV dumpfile=x.dmp
curl.exe -s -u 'metrics:m3tr1cs' https://grafana.harbor.lan/api/health

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
