using MyOpenIP.Server;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Imports;

try
{
    return await CommandTree.InvokeAsync(args, Console.Out, Console.Error);
}
catch (Exception refusal) when (refusal is DataFaultsException or StartRefusedException)
{
    Console.Error.WriteLine(refusal.Message);
    return CommandTree.Refused;
}
