using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Storage;

/// <summary>The context that <c>dotnet ef migrations add</c> reads the model from; it opens no database.</summary>
internal sealed class DesignTimeContexts : IDesignTimeDbContextFactory<StorageContext>
{
    public StorageContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<StorageContext>();
        StorageSetup.Configure(options, new DatabaseFile("design-time.db"));
        return new StorageContext(options.Options);
    }
}
