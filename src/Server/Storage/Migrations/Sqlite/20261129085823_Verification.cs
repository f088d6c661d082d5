using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyOpenIP.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Verification : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RequesterEmail",
                table: "SignatureRequests",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "Certificate",
                table: "SignatureEvidences",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<string>(
                name: "CertificateSha256",
                table: "SignatureEvidences",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "SignatureSeals",
                columns: table => new
                {
                    Reseller = table.Column<string>(type: "TEXT", nullable: false),
                    AmendmentNumber = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedPdf = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SealedSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Timestamp = table.Column<byte[]>(type: "BLOB", nullable: false),
                    TimestampSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignatureSeals", x => new { x.Reseller, x.AmendmentNumber, x.Revision });
                    table.ForeignKey(
                        name: "FK_SignatureSeals_SignatureEvidences_Reseller_AmendmentNumber_Revision",
                        columns: x => new { x.Reseller, x.AmendmentNumber, x.Revision },
                        principalTable: "SignatureEvidences",
                        principalColumns: new[] { "Reseller", "AmendmentNumber", "Revision" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SignatureEvidences_CertificateSha256",
                table: "SignatureEvidences",
                column: "CertificateSha256");

            migrationBuilder.CreateIndex(
                name: "IX_SignatureEvidences_JsonSha256",
                table: "SignatureEvidences",
                column: "JsonSha256");

            migrationBuilder.CreateIndex(
                name: "IX_QuotePapers_PdfSha256",
                table: "QuotePapers",
                column: "PdfSha256");

            migrationBuilder.CreateIndex(
                name: "IX_SignatureSeals_SealedSha256",
                table: "SignatureSeals",
                column: "SealedSha256");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SignatureSeals");

            migrationBuilder.DropIndex(
                name: "IX_SignatureEvidences_CertificateSha256",
                table: "SignatureEvidences");

            migrationBuilder.DropIndex(
                name: "IX_SignatureEvidences_JsonSha256",
                table: "SignatureEvidences");

            migrationBuilder.DropIndex(
                name: "IX_QuotePapers_PdfSha256",
                table: "QuotePapers");

            migrationBuilder.DropColumn(
                name: "RequesterEmail",
                table: "SignatureRequests");

            migrationBuilder.DropColumn(
                name: "Certificate",
                table: "SignatureEvidences");

            migrationBuilder.DropColumn(
                name: "CertificateSha256",
                table: "SignatureEvidences");
        }
    }
}
