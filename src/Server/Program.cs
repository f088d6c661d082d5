using System.CommandLine;
using MyOpenIP.Server;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;

try
{
    if (args is ["import" or "expire" or "show" or "--help" or "-h" or "-?", ..])
        return await new RootCommand("Without a command it serves; settings: --Grpc:Port, --Http:Port, --Database:Path, --Pricing:RulesEngine (OneShot, NRules).")
        {
            ImportCommand.Create(cancellation => ServerHost.OpenForCommandAsync([], cancellation), Console.Out),
            ExpireCommand.Create(cancellation => ServerHost.OpenForCommandAsync([], cancellation), Console.Out),
            ShowCommand.Create(() => StorageSetup.OpenToRead(ServerHost.DatabasePath([])), Console.Out),
        }.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });

    await using var app = await ServerHost.BuildAsync(args);
    if (app.Environment.IsDevelopment())
        Guidance.Tell(app.Services.GetRequiredService<Ports>(), Console.Out);
    await app.RunAsync();
    return 0;
}
catch (Exception refusal) when (refusal is DataFaultsException or StartRefusedException)
{
    Console.Error.WriteLine(refusal.Message);
    return 1;
}
catch (Exception thrown) when (DatabaseOpening.RefusalOf(thrown, ServerHost.DatabasePath([])) is { } refusal)
{
    Console.Error.WriteLine(refusal);
    return 1;
}
