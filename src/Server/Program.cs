using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Data;
using MyOpenIP.Server.Storage;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddStorage(builder.Configuration, builder.Environment.ContentRootPath);
    await builder.Services.AddDataAsync(DataSchemas.Folder, CancellationToken.None);
    await using var app = builder.Build();
    Console.WriteLine($"Database: {StorageSetup.DatabasePath(app.Configuration, app.Environment.ContentRootPath)}");
    if (args is ["import", ..])
        return await new RootCommand { ImportCommand.Create(OpenAsync, Console.Out) }.Parse(args).InvokeAsync();
    await OpenAsync(app.Lifetime.ApplicationStopping);
    if (app.Environment.IsDevelopment())
        await app.Services.GetRequiredService<DemonstrationData>().LoadIntoEmptyAsync(app.Lifetime.ApplicationStopping);
    await app.RunAsync();
    return 0;

    async Task<IServiceProvider> OpenAsync(CancellationToken cancellation)
    {
        await StorageSetup.OpenAsync(app.Services.GetRequiredService<IDbContextFactory<StorageContext>>(), cancellation);
        await DataSetup.StoreTaxesAsync(app.Services, cancellation);
        return app.Services;
    }
}
catch (DataFaultsException refusal)
{
    Console.Error.WriteLine(refusal.Message);
    return 1;
}
