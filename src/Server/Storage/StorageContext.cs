using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Comments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Storage;

/// <summary>
/// The database. Used directly: reads through a context, writes through <see cref="StorageWriter"/>.
/// Each folder configures its own entities. The reseller (tenant) comes first in every key, so that the tables can be spread
/// over servers by it; unique indexes on a bare number serve names of which only the number is known.
/// A foreign key that cascades makes its row a part of the aggregate; every other one is a reference.
/// A context sees for an actor (<see cref="SeeAs"/>): of a reseller's tables a reseller finds its own rows alone, whatever is
/// asked. SQL of our own that reads them says so itself.
/// </summary>
internal sealed class StorageContext(DbContextOptions<StorageContext> options) : DbContext(options)
{
    /// <summary>No reseller has this code: a context that was not told for whom it sees finds nothing of anybody.</summary>
    private const string Nobody = "";

    /// <summary>Code of the reseller whose rows are seen; null: those of all.</summary>
    private string? seen = Nobody;

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Site> Sites => Set<Site>();

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<ContractedOffer> ContractedOffers => Set<ContractedOffer>();

    public DbSet<ContractVersion> ContractVersions => Set<ContractVersion>();

    public DbSet<Amendment> Amendments => Set<Amendment>();

    public DbSet<Quote> Quotes => Set<Quote>();

    public DbSet<QuotePaper> QuotePapers => Set<QuotePaper>();

    public DbSet<SharedDocument> SharedDocuments => Set<SharedDocument>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<StoredContent> StoredContents => Set<StoredContent>();

    public DbSet<StoredChunk> StoredChunks => Set<StoredChunk>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<SignatureEvidence> SignatureEvidences => Set<SignatureEvidence>();

    public DbSet<SignatureSeal> SignatureSeals => Set<SignatureSeal>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<SignatureRequest> SignatureRequests => Set<SignatureRequest>();

    public DbSet<StateChange> StateChanges => Set<StateChange>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<AuditPayload> AuditPayloads => Set<AuditPayload>();

    public DbSet<Event> Events => Set<Event>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<NumberSequence> NumberSequences => Set<NumberSequence>();

    public DbSet<CatalogueVersion> CatalogueVersions => Set<CatalogueVersion>();

    public DbSet<CatalogueOfferRow> CatalogueOffers => Set<CatalogueOfferRow>();

    public DbSet<CatalogueProductRow> CatalogueProducts => Set<CatalogueProductRow>();

    public DbSet<DocumentRow> Documents => Set<DocumentRow>();

    public DbSet<TaxTableVersion> TaxTableVersions => Set<TaxTableVersion>();

    /// <summary>Says for whom the context sees, until it goes back to the pool.</summary>
    public StorageContext SeeAs(Actor actor)
    {
        seen = actor.Reseller;
        return this;
    }

    /// <summary>The contracted offer that a stored amendment or order changes.</summary>
    public Task<ContractedOffer> ContractedOfferAsync(string reseller, string reference, CancellationToken cancellation) =>
        ContractedOffers.SingleAsync(o => o.Reseller == reseller && o.Reference == reference, cancellation);

    /// <summary>Saves, with the versions of what was changed moved.</summary>
    public Task<int> SaveAsync(CancellationToken cancellation = default)
    {
        Versions.Move(this);
        return SaveChangesAsync(cancellation);
    }

    /// <summary>Whoever saves outside of <see cref="StorageWriter"/> (the libraries of identity) waits for its turn as every write does.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        Database.CurrentTransaction is null && Writer is { } writer
            ? writer.SaveAsync(this, token => base.SaveChangesAsync(acceptAllChangesOnSuccess, token), cancellationToken)
            : base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

    /// <summary>The writer of the process; null: the context stands alone.</summary>
    private StorageWriter? Writer =>
        this.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<StorageWriter>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<decimal>().HaveConversion<TenThousandths>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTicks>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DayNumber>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        CustomersModel.Configure(modelBuilder);
        ContractedOffersModel.Configure(modelBuilder);
        AmendmentsModel.Configure(modelBuilder);
        FilesModel.Configure(modelBuilder);
        AttachmentsModel.Configure(modelBuilder);
        CommentsModel.Configure(modelBuilder);
        QuotesModel.Configure(modelBuilder);
        OrdersModel.Configure(modelBuilder);
        SigningModel.Configure(modelBuilder);
        RecordsModel.Configure(modelBuilder);
        EventsModel.Configure(modelBuilder);
        WebhooksModel.Configure(modelBuilder);
        OutboxModel.Configure(modelBuilder);
        CatalogueModel.Configure(modelBuilder);
        modelBuilder.UseOpenIddict();
        ClientsModel.Configure(modelBuilder);
        PersonsModel.Configure(modelBuilder);
        foreach (var root in modelBuilder.Model.GetEntityTypes().Where(t => typeof(IVersioned).IsAssignableFrom(t.ClrType)))
            root.FindProperty(nameof(IVersioned.RowVersion))!.IsConcurrencyToken = true;
        foreach (var table in modelBuilder.Model.GetEntityTypes().Where(IsOfAReseller))
            table.SetQueryFilter(IsSeen(table.ClrType));
    }

    /// <summary>Whether the rows of a table are a reseller's. The series of numbers are shared, under no reseller.</summary>
    private static bool IsOfAReseller(IReadOnlyEntityType table) =>
        table.FindPrimaryKey() is { Properties: [{ Name: nameof(Customer.Reseller) }, ..] } && table.ClrType != typeof(NumberSequence);

    /// <summary>The filter. Where all is seen, and where it is known whose, the database is asked nothing but that: EF leaves the other half out.</summary>
    private LambdaExpression IsSeen(Type table)
    {
        var row = Expression.Parameter(table, "row");
        var whose = Expression.Field(Expression.Constant(this), nameof(seen));
        return Expression.Lambda(
            Expression.OrElse(
                Expression.Equal(whose, Expression.Constant(null, typeof(string))),
                Expression.Equal(whose, Expression.Property(row, nameof(Customer.Reseller)))),
            row);
    }
}
