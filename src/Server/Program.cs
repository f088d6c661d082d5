using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddStorage(builder.Configuration, builder.Environment.ContentRootPath);
var app = builder.Build();
Console.WriteLine($"Database: {StorageSetup.DatabasePath(app.Configuration, app.Environment.ContentRootPath)}");
await StorageSetup.OpenAsync(app.Services.GetRequiredService<IDbContextFactory<StorageContext>>(), app.Lifetime.ApplicationStopping);
await app.RunAsync();
