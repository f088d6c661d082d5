using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyOpenIP.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Signatures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SignatureRequests",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    AmendmentNumber = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    CustomerId = table.Column<long>(type: "INTEGER", nullable: false),
                    SignerName = table.Column<string>(type: "TEXT", nullable: false),
                    SignerEmail = table.Column<string>(type: "TEXT", nullable: false),
                    SignerCapacity = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    QuoteSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    Documents = table.Column<string>(type: "TEXT", nullable: false),
                    LinkDelivery = table.Column<string>(type: "TEXT", nullable: false),
                    CodeRequired = table.Column<bool>(type: "INTEGER", nullable: false),
                    LinkNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    LinkDigest = table.Column<string>(type: "TEXT", nullable: false),
                    SealedLink = table.Column<string>(type: "TEXT", nullable: false),
                    LinkMadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenedFrom = table.Column<string>(type: "TEXT", nullable: false),
                    OpenedWith = table.Column<string>(type: "TEXT", nullable: false),
                    RemindersSent = table.Column<int>(type: "INTEGER", nullable: false),
                    CodeNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    CodeDigest = table.Column<string>(type: "TEXT", nullable: false),
                    SealedCode = table.Column<string>(type: "TEXT", nullable: false),
                    CodeUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    CodeTries = table.Column<int>(type: "INTEGER", nullable: false),
                    CodeSentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ShownAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ConsentedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredFrom = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredWith = table.Column<string>(type: "TEXT", nullable: false),
                    SignedName = table.Column<string>(type: "TEXT", nullable: false),
                    SignedCapacity = table.Column<string>(type: "TEXT", nullable: false),
                    AgreedTexts = table.Column<string>(type: "TEXT", nullable: false),
                    CodeProvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DeclineReason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignatureRequests", x => new { x.Reseller, x.AmendmentNumber, x.Revision });
                    table.ForeignKey(
                        name: "FK_SignatureRequests_Quotes_Reseller_AmendmentNumber_Revision",
                        columns: x => new { x.Reseller, x.AmendmentNumber, x.Revision },
                        principalTable: "Quotes",
                        principalColumns: new[] { "Reseller", "AmendmentNumber", "Revision" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SignatureRequests_LinkDigest",
                table: "SignatureRequests",
                column: "LinkDigest",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SignatureRequests");
        }
    }
}
