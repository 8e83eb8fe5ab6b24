# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue

$listener = New-Object Net.Sockets.Socket('InterNetwork', 'Stream', 'Tcp')
$listener.Bind([Net.IPEndPoint]::new([Net.IPAddress]::Any, 8443))
$grid.Bind('column', 'password')
$combo.Add('Password', 'Mot de passe')
$entry = New-Object System.IO.DirectoryInfo 'D:\Data'
$dict = New-Object 'System.Collections.Generic.Dictionary[string,string]'

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
