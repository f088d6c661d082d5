using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyOpenIP.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", nullable: false),
                    PayloadDigest = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => new { x.Reseller, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "AuditPayloads",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditPayloads", x => new { x.Reseller, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "CatalogueVersions",
                columns: table => new
                {
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    ImportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Activation = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueVersions", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "Customers",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    SearchName = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    SearchAccount = table.Column<string>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    SearchReference = table.Column<string>(type: "TEXT", nullable: false),
                    Siren = table.Column<string>(type: "TEXT", nullable: false),
                    Siret = table.Column<string>(type: "TEXT", nullable: false),
                    VatNumber = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", nullable: false),
                    Telephone = table.Column<string>(type: "TEXT", nullable: false),
                    LegalStatus = table.Column<string>(type: "TEXT", nullable: false),
                    SearchLegalStatus = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedOn = table.Column<int>(type: "INTEGER", nullable: false),
                    Size = table.Column<string>(type: "TEXT", nullable: false),
                    ProtectionWaived = table.Column<bool>(type: "INTEGER", nullable: false),
                    Territory = table.Column<string>(type: "TEXT", nullable: false),
                    TaxStatus = table.Column<string>(type: "TEXT", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customers", x => new { x.Reseller, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "IdempotencyRecords",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    Caller = table.Column<string>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", nullable: false),
                    ContentDigest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Response = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotencyRecords", x => new { x.Reseller, x.Caller, x.Method, x.RequestId });
                });

            migrationBuilder.CreateTable(
                name: "NumberSequences",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Next = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NumberSequences", x => new { x.Reseller, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "SharedDocuments",
                columns: table => new
                {
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SharedDocuments", x => x.Digest);
                });

            migrationBuilder.CreateTable(
                name: "StateChanges",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StateChanges", x => new { x.Reseller, x.Subject, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "TaxTableVersions",
                columns: table => new
                {
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    ImportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Activation = table.Column<long>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaxTableVersions", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "CatalogueOffers",
                columns: table => new
                {
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueOffers", x => new { x.Version, x.Code });
                    table.ForeignKey(
                        name: "FK_CatalogueOffers_CatalogueVersions_Version",
                        column: x => x.Version,
                        principalTable: "CatalogueVersions",
                        principalColumn: "Version",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Contacts",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Telephone = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", nullable: false),
                    AccessHours = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contacts", x => new { x.Reseller, x.CustomerId, x.Number });
                    table.ForeignKey(
                        name: "FK_Contacts_Customers_Reseller_CustomerId",
                        columns: x => new { x.Reseller, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "Reseller", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ContractedOffers",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    ReferenceNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    CustomerId = table.Column<long>(type: "INTEGER", nullable: false),
                    OfferCode = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    SearchName = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    OrderType = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    SearchOwner = table.Column<string>(type: "TEXT", nullable: false),
                    OrderReference = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerSearchName = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    SearchAccount = table.Column<string>(type: "TEXT", nullable: false),
                    SiteCity = table.Column<string>(type: "TEXT", nullable: false),
                    SearchCity = table.Column<string>(type: "TEXT", nullable: false),
                    InstallationSiteNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    BillingSiteNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Telephone = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedOn = table.Column<int>(type: "INTEGER", nullable: false),
                    DeliveredOn = table.Column<int>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    CurrentVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenAmendment = table.Column<string>(type: "TEXT", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractedOffers", x => new { x.Reseller, x.Reference });
                    table.ForeignKey(
                        name: "FK_ContractedOffers_Customers_Reseller_CustomerId",
                        columns: x => new { x.Reseller, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "Reseller", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sites",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Siret = table.Column<string>(type: "TEXT", nullable: false),
                    Street = table.Column<string>(type: "TEXT", nullable: false),
                    PostalCode = table.Column<string>(type: "TEXT", nullable: false),
                    City = table.Column<string>(type: "TEXT", nullable: false),
                    SearchCity = table.Column<string>(type: "TEXT", nullable: false),
                    CountryCode = table.Column<string>(type: "TEXT", nullable: false),
                    InseeCode = table.Column<string>(type: "TEXT", nullable: false),
                    Complement = table.Column<string>(type: "TEXT", nullable: false),
                    Building = table.Column<string>(type: "TEXT", nullable: false),
                    Staircase = table.Column<string>(type: "TEXT", nullable: false),
                    Floor = table.Column<string>(type: "TEXT", nullable: false),
                    Door = table.Column<string>(type: "TEXT", nullable: false),
                    AccessNote = table.Column<string>(type: "TEXT", nullable: false),
                    Telephone = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sites", x => new { x.Reseller, x.CustomerId, x.Number });
                    table.ForeignKey(
                        name: "FK_Sites_Customers_Reseller_CustomerId",
                        columns: x => new { x.Reseller, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "Reseller", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CatalogueProducts",
                columns: table => new
                {
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    OfferCode = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueProducts", x => new { x.Version, x.OfferCode, x.Code });
                    table.ForeignKey(
                        name: "FK_CatalogueProducts_CatalogueOffers_Version_OfferCode",
                        columns: x => new { x.Version, x.OfferCode },
                        principalTable: "CatalogueOffers",
                        principalColumns: new[] { "Version", "Code" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Amendments",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<long>(type: "INTEGER", nullable: false),
                    OfferReference = table.Column<string>(type: "TEXT", nullable: false),
                    OfferVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedEffectiveDate = table.Column<int>(type: "INTEGER", nullable: true),
                    InstallationSiteNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    BillingSiteNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Comment = table.Column<string>(type: "TEXT", nullable: false),
                    LatestRevision = table.Column<int>(type: "INTEGER", nullable: false),
                    QuotedRevision = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Wishes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Amendments", x => new { x.Reseller, x.Number });
                    table.ForeignKey(
                        name: "FK_Amendments_ContractedOffers_Reseller_OfferReference",
                        columns: x => new { x.Reseller, x.OfferReference },
                        principalTable: "ContractedOffers",
                        principalColumns: new[] { "Reseller", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ContractVersions",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    OfferReference = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    InstallationSiteNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    BillingSiteNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    HoldsFrom = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderNumber = table.Column<string>(type: "TEXT", nullable: false),
                    Imported = table.Column<bool>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Terms = table.Column<byte[]>(type: "BLOB", nullable: false),
                    TermsDigest = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractVersions", x => new { x.Reseller, x.OfferReference, x.Number });
                    table.ForeignKey(
                        name: "FK_ContractVersions_ContractedOffers_Reseller_OfferReference",
                        columns: x => new { x.Reseller, x.OfferReference },
                        principalTable: "ContractedOffers",
                        principalColumns: new[] { "Reseller", "Reference" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HeldProducts",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    ProductCode = table.Column<string>(type: "TEXT", nullable: false),
                    OfferReference = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HeldProducts", x => new { x.Reseller, x.ProductCode, x.OfferReference });
                    table.ForeignKey(
                        name: "FK_HeldProducts_ContractedOffers_Reseller_OfferReference",
                        columns: x => new { x.Reseller, x.OfferReference },
                        principalTable: "ContractedOffers",
                        principalColumns: new[] { "Reseller", "Reference" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Orders",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<long>(type: "INTEGER", nullable: false),
                    AmendmentNumber = table.Column<string>(type: "TEXT", nullable: false),
                    QuoteRevision = table.Column<int>(type: "INTEGER", nullable: false),
                    OfferReference = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    AcceptedBy = table.Column<string>(type: "TEXT", nullable: false),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OnBehalfOfCustomer = table.Column<bool>(type: "INTEGER", nullable: false),
                    DocumentsAccepted = table.Column<bool>(type: "INTEGER", nullable: false),
                    ExtensionConsented = table.Column<bool>(type: "INTEGER", nullable: false),
                    Comment = table.Column<string>(type: "TEXT", nullable: false),
                    DeliveredOn = table.Column<int>(type: "INTEGER", nullable: true),
                    OfferVersionWritten = table.Column<int>(type: "INTEGER", nullable: true),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RowVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Charges = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Orders", x => new { x.Reseller, x.Number });
                    table.ForeignKey(
                        name: "FK_Orders_Amendments_Reseller_AmendmentNumber",
                        columns: x => new { x.Reseller, x.AmendmentNumber },
                        principalTable: "Amendments",
                        principalColumns: new[] { "Reseller", "Number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Quotes",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    AmendmentNumber = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IssuedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PricingDate = table.Column<int>(type: "INTEGER", nullable: false),
                    EffectiveDate = table.Column<int>(type: "INTEGER", nullable: false),
                    Price = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    RuleSetVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Documents = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Quotes", x => new { x.Reseller, x.AmendmentNumber, x.Revision });
                    table.ForeignKey(
                        name: "FK_Quotes_Amendments_Reseller_AmendmentNumber",
                        columns: x => new { x.Reseller, x.AmendmentNumber },
                        principalTable: "Amendments",
                        principalColumns: new[] { "Reseller", "Number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Amendments_ExpiresAt",
                table: "Amendments",
                column: "ExpiresAt",
                filter: "\"State\" IN ('Draft', 'Quoted', 'AwaitingSignature')");

            migrationBuilder.CreateIndex(
                name: "IX_Amendments_Number",
                table: "Amendments",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Amendments_OneOpenPerOffer",
                table: "Amendments",
                columns: new[] { "Reseller", "OfferReference" },
                unique: true,
                filter: "\"State\" IN ('Draft', 'Quoted', 'AwaitingSignature', 'Accepted')");

            migrationBuilder.CreateIndex(
                name: "IX_Amendments_Reseller_CustomerId_Number",
                table: "Amendments",
                columns: new[] { "Reseller", "CustomerId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Reseller_Subject_Sequence",
                table: "AuditEntries",
                columns: new[] { "Reseller", "Subject", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_CatalogueProducts_Version_Code",
                table: "CatalogueProducts",
                columns: new[] { "Version", "Code" });

            migrationBuilder.CreateIndex(
                name: "IX_CatalogueVersions_Activation",
                table: "CatalogueVersions",
                column: "Activation",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CatalogueVersions_Digest",
                table: "CatalogueVersions",
                column: "Digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_SearchAccount_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "SearchAccount", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_CustomerSearchName_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "CustomerSearchName", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_CreatedOn_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "CreatedOn", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_DeliveredOn_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "DeliveredOn", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_SearchName_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "SearchName", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_OrderReference_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "OrderReference", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_Reference",
                table: "ContractedOffers",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_ReferenceNumber",
                table: "ContractedOffers",
                column: "ReferenceNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_Reseller_SearchAccount_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "Reseller", "SearchAccount", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_Reseller_CustomerId_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "Reseller", "CustomerId", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_Reseller_CustomerSearchName_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "Reseller", "CustomerSearchName", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_Reseller_CreatedOn_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "Reseller", "CreatedOn", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_Reseller_DeliveredOn_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "Reseller", "DeliveredOn", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_Reseller_SearchName_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "Reseller", "SearchName", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_Reseller_OrderReference_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "Reseller", "OrderReference", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedOffers_Reseller_ReferenceNumber",
                table: "ContractedOffers",
                columns: new[] { "Reseller", "ReferenceNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Id",
                table: "Customers",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Reseller_SearchName_Id",
                table: "Customers",
                columns: new[] { "Reseller", "SearchName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_SearchName_Id",
                table: "Customers",
                columns: new[] { "SearchName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_HeldProducts_Reseller_OfferReference",
                table: "HeldProducts",
                columns: new[] { "Reseller", "OfferReference" });

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyRecords_Subject",
                table: "IdempotencyRecords",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Number",
                table: "Orders",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Reseller_AmendmentNumber",
                table: "Orders",
                columns: new[] { "Reseller", "AmendmentNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Reseller_CustomerId_Number",
                table: "Orders",
                columns: new[] { "Reseller", "CustomerId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_TaxTableVersions_Activation",
                table: "TaxTableVersions",
                column: "Activation",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TaxTableVersions_Digest",
                table: "TaxTableVersions",
                column: "Digest",
                unique: true);

            migrationBuilder.Sql("""
                CREATE VIRTUAL TABLE "CustomerNames" USING fts5("SearchName", content='', contentless_delete=1, tokenize='trigram');
                """);
            migrationBuilder.Sql("""
                CREATE TRIGGER "CustomerNames_Insert" AFTER INSERT ON "Customers" BEGIN
                    INSERT INTO "CustomerNames"(rowid, "SearchName") VALUES (new."Id", new."SearchName");
                END;
                """);
            migrationBuilder.Sql("""
                CREATE TRIGGER "CustomerNames_Update" AFTER UPDATE OF "SearchName" ON "Customers" BEGIN
                    UPDATE "CustomerNames" SET "SearchName" = new."SearchName" WHERE rowid = old."Id";
                END;
                """);
            migrationBuilder.Sql("""
                CREATE TRIGGER "CustomerNames_Delete" AFTER DELETE ON "Customers" BEGIN
                    DELETE FROM "CustomerNames" WHERE rowid = old."Id";
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TABLE "CustomerNames";""");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "AuditPayloads");

            migrationBuilder.DropTable(
                name: "CatalogueProducts");

            migrationBuilder.DropTable(
                name: "Contacts");

            migrationBuilder.DropTable(
                name: "ContractVersions");

            migrationBuilder.DropTable(
                name: "HeldProducts");

            migrationBuilder.DropTable(
                name: "IdempotencyRecords");

            migrationBuilder.DropTable(
                name: "NumberSequences");

            migrationBuilder.DropTable(
                name: "Orders");

            migrationBuilder.DropTable(
                name: "Quotes");

            migrationBuilder.DropTable(
                name: "SharedDocuments");

            migrationBuilder.DropTable(
                name: "Sites");

            migrationBuilder.DropTable(
                name: "StateChanges");

            migrationBuilder.DropTable(
                name: "TaxTableVersions");

            migrationBuilder.DropTable(
                name: "CatalogueOffers");

            migrationBuilder.DropTable(
                name: "Amendments");

            migrationBuilder.DropTable(
                name: "CatalogueVersions");

            migrationBuilder.DropTable(
                name: "ContractedOffers");

            migrationBuilder.DropTable(
                name: "Customers");
        }
    }
}
